package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the severities and the one that an alert without a known severity gets. */
final class SeverityReader {
    private static final Words WORDS = Words.of("aliases", "linger", "repeat_interval");
    private static final String USUAL_FALLBACK = "warning";

    private final Findings problems;
    /** Every word that means a severity, and which one. */
    private final Map<String, String> meanings = new HashMap<>();

    private boolean bad;

    SeverityReader(Findings problems) {
        this.problems = problems;
    }

    /** One severity before the built-in values have filled its gaps. */
    private record Draft(
            String name, Optional<Set<String>> aliases, Optional<Duration> linger, Optional<Duration> repeat) {}

    /** The severities, or nothing when no use of them can be checked. */
    Optional<Severities> read(Keys file) {
        Optional<Value> section = file.get("severities");
        List<Severity> ordered =
                section.map(this::ordered).orElseGet(() -> Severities.standard().ordered());
        if (bad) {
            return Optional.empty();
        }
        return file.get("default_severity")
                .map(value -> named(value, ordered))
                .orElseGet(() -> usual(section, ordered))
                .map(fallback -> new Severities(ordered, fallback));
    }

    private List<Severity> ordered(Value section) {
        Keys entries = section.names();
        List<String> names = new ArrayList<>();
        entries.forEach((name, value) -> {
            if (Severity.isName(name)) {
                names.add(name);
                meanings.put(name, name);
            } else {
                refuse(
                        value,
                        "is no name for a severity; use lower case letters, digits and '-', and not received, state or"
                                + " rejected");
            }
        });
        if (names.isEmpty() && !bad) {
            refuse(section, "name at least one severity, or remove the section");
        }
        List<Draft> drafts = names.stream()
                .map(name -> draft(name, entries.get(name).orElseThrow()))
                .toList();
        return bad ? List.of() : drafts.stream().map(this::completed).toList();
    }

    private Draft draft(String name, Value value) {
        Keys keys = value.isEmpty() ? Keys.none() : value.keys(WORDS);
        Optional<Duration> repeat = keys.get("repeat_interval").flatMap(interval -> {
            Optional<Duration> duration = interval.duration();
            if (duration.filter(Duration::isZero).isPresent()) {
                interval.problem("must be longer than 0s; it is how long a firing alert is not told again");
                return Optional.empty();
            }
            return duration;
        });
        return new Draft(
                name,
                keys.get("aliases").map(list -> aliases(name, list)),
                keys.get("linger").flatMap(Value::duration),
                repeat);
    }

    private Set<String> aliases(String name, Value list) {
        return list.items().stream()
                .flatMap(item -> item
                        .text()
                        .map(text -> text.strip().toLowerCase(Locale.ROOT))
                        .filter(word -> claimed(name, word, item))
                        .stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean claimed(String name, String word, Value item) {
        String other = meanings.putIfAbsent(word, name);
        if (other != null) {
            refuse(item, "already means the severity " + other + "; remove it here or there");
        }
        return other == null;
    }

    /** What the file doesn't say is as built in for this name, else as for a warning; nobody's alias is taken away. */
    private Severity completed(Draft draft) {
        Severities standard = Severities.standard();
        Optional<Severity> same = standard.named(draft.name());
        Severity model = same.orElseGet(standard::fallback);
        Set<String> aliases = draft.aliases()
                .orElseGet(() -> same.map(Severity::aliases).orElse(Set.of()).stream()
                        .filter(word -> !meanings.containsKey(word))
                        .collect(Collectors.toUnmodifiableSet()));
        return new Severity(
                draft.name(),
                aliases,
                draft.linger().orElseGet(model::linger),
                draft.repeat().orElseGet(model::repeatInterval));
    }

    private Optional<Severity> named(Value value, List<Severity> ordered) {
        Optional<String> text = value.text();
        Optional<Severity> found = text.flatMap(word -> answering(word, ordered));
        if (text.isPresent() && found.isEmpty()) {
            value.problem("no severity is called that; use one of " + names(ordered));
        }
        return found;
    }

    private Optional<Severity> usual(Optional<Value> section, List<Severity> ordered) {
        Optional<Severity> usual = answering(USUAL_FALLBACK, ordered);
        if (usual.isEmpty()) {
            problems.add(
                    section.map(Value::line).orElse(0),
                    "default_severity",
                    "is missing; say which severity an alert without a known one gets: " + names(ordered));
        }
        return usual;
    }

    private static Optional<Severity> answering(String word, List<Severity> ordered) {
        return ordered.stream().filter(severity -> severity.answersTo(word)).findFirst();
    }

    private static String names(List<Severity> ordered) {
        return ordered.stream().map(Severity::name).collect(Collectors.joining(", "));
    }

    private void refuse(Value value, String sentence) {
        bad = true;
        value.problem(sentence);
    }
}
