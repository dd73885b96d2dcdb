package dev.tocsin.kit.settings;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One reading: resolves what is wanted and notes what is wrong. */
final class SettingsReading {
    /** Under these prefixes every name is ours, so one that nobody declared is a misspelling. */
    private static final List<String> GUARDED = List.of("TOCSIN_", "ROCKETCHAT_");

    private final Sources sources;
    private final List<SettingsProblem> problems;
    private final Set<Setting<?>> wantedSettings = new LinkedHashSet<>();
    private final Set<Family<?>> wantedFamilies = new LinkedHashSet<>();
    /** Every declared name that is no member of a family, with the {@code _FILE} names of secrets. */
    private final Set<String> singles = new TreeSet<>();

    private final Set<Family<?>> allFamilies = new LinkedHashSet<>();
    private final Map<String, String> texts = new HashMap<>();

    SettingsReading(Sources sources, List<Catalogue> wanted, List<Catalogue> known, List<SettingsProblem> problems) {
        this.sources = sources;
        this.problems = problems;
        for (Catalogue catalogue : wanted) {
            wantedSettings.addAll(catalogue.settings());
            wantedFamilies.addAll(catalogue.families());
            declare(catalogue);
        }
        known.forEach(this::declare);
    }

    private void declare(Catalogue catalogue) {
        allFamilies.addAll(catalogue.families());
        for (Setting<?> setting : catalogue.settings()) {
            singles.add(setting.name());
            if (setting.kind().secret()) {
                singles.add(setting.name() + SecretFile.SUFFIX);
            }
        }
    }

    Settings read() {
        wantedSettings.forEach(this::readSetting);
        wantedFamilies.forEach(this::readFamily);
        sources.names().stream().filter(this::isUnknown).forEach(this::refuse);
        return new Settings(texts, wantedSettings, wantedFamilies, singles);
    }

    private void readSetting(Setting<?> setting) {
        int before = problems.size();
        Optional<String> text = text(setting.name(), setting.kind());
        text.ifPresent(given -> {
            if (setting.resolve(given).isEmpty()) {
                badValue(setting.name(), setting.kind(), given);
            }
        });
        // A secret file that cannot be read is one problem, not two.
        if (text.isEmpty() && setting.isRequired() && problems.size() == before) {
            problems.add(SettingsProblem.of(
                    setting.name(), "is required, expected " + setting.kind().expected()));
        }
    }

    private void readFamily(Family<?> family) {
        Set<String> members = new TreeSet<>();
        for (String name : sources.names()) {
            if (!singles.contains(name)) {
                String base = family.kind().secret() && name.endsWith(SecretFile.SUFFIX)
                        ? name.substring(0, name.length() - SecretFile.SUFFIX.length())
                        : name;
                family.wordOf(base).ifPresent(word -> members.add(base));
            }
        }
        for (String name : members) {
            text(name, family.kind()).ifPresent(given -> {
                if (family.kind().parse().apply(given).isEmpty()) {
                    badValue(name, family.kind(), given);
                }
            });
        }
    }

    private Optional<String> text(String name, Kind<?> kind) {
        Optional<String> text = sources.text(name);
        Optional<String> path = kind.secret() ? sources.text(name + SecretFile.SUFFIX) : Optional.empty();
        if (text.isPresent() && path.isPresent()) {
            problems.add(SettingsProblem.of(name, "and " + name + SecretFile.SUFFIX + " are both set, expected one"));
            return Optional.empty();
        }
        Optional<String> given = path.isPresent() ? SecretFile.read(name, path.get(), problems) : text;
        given.ifPresent(value -> texts.put(name, value));
        return given;
    }

    private void badValue(String name, Kind<?> kind, String value) {
        problems.add(SettingsProblem.badValue(name, kind, value, sources.origin(name)));
    }

    private boolean isUnknown(String name) {
        return GUARDED.stream().anyMatch(name::startsWith)
                && !singles.contains(name)
                && allFamilies.stream().allMatch(family -> family.wordOf(name).isEmpty());
    }

    private void refuse(String name) {
        String advice = DidYouMean.suggest(name, singles, allFamilies)
                .map(meant -> "is unknown, did you mean " + meant + "?")
                .orElse("is unknown, expected a name that the documentation lists");
        problems.add(SettingsProblem.of(name, advice + sources.origin(name)));
    }
}
