package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.wire.policy.PolicyFile.Read;
import dev.tocsin.wire.policy.ReceiverReader.Named;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the whole file, section by section. */
final class PolicyReader {
    private static final String IN_ALERTMANAGER = "stays in Alertmanager, which posts to Tocsin; remove it here";
    private static final Words WORDS = Words.of("severities", "default_severity", "ignore_labels", "route", "receivers")
            .refusing(Map.of(
                    "inhibit_rules", IN_ALERTMANAGER,
                    "time_intervals", IN_ALERTMANAGER,
                    "mute_time_intervals", IN_ALERTMANAGER,
                    "global", "Tocsin has no global settings; remove it, see docs/configuration.md",
                    "templates", "name a template_file beside a receiver's name instead, see docs/templates.md"));

    private final UnaryOperator<Path> located;
    private final Findings problems;
    private final Findings warnings = new Findings();

    /** {@code located} resolves a path of the file. */
    PolicyReader(UnaryOperator<Path> located, Findings problems) {
        this.located = located;
        this.problems = problems;
    }

    Read read(Node node) {
        Keys keys = Value.root(node, problems).keys(WORDS);
        Optional<Severities> severities = new SeverityReader(problems).read(keys);
        Optional<List<String>> ignored = keys.get("ignore_labels").map(Value::texts);
        List<Named> named =
                keys.get("receivers").map(new ReceiverReader(located)::read).orElse(List.of());
        ReceiverNames names = severities.map(s -> names(named, s)).orElseGet(ReceiverNames::unknown);
        fallbacks(named, names);
        RouteReader routes = new RouteReader(names, warnings);
        Route route = keys.get("route").map(routes::root).orElseGet(Route::standard);
        if (severities.isEmpty() || !problems.isEmpty()) {
            return new Read.Bad(problems.byLine());
        }
        warnOfUnreached(named, route, severities.get());
        List<Receiver> receivers = named.stream().map(Named::receiver).toList();
        Set<String> ignoredLabels =
                ignored.map(Set::copyOf).orElseGet(() -> Policy.standard().ignoreLabels());
        return new Read.Good(new Policy(severities.get(), ignoredLabels, route, receivers), warnings.byLine());
    }

    private static ReceiverNames names(List<Named> own, Severities severities) {
        List<String> levels = severities.ordered().stream().map(Severity::name).toList();
        Set<String> known = Stream.concat(
                        own.stream().map(named -> named.receiver().name()),
                        levels.stream().map(level -> Policy.BUILT_IN + level))
                .collect(Collectors.toUnmodifiableSet());
        return new ReceiverNames(Optional.of(known), severities);
    }

    private void fallbacks(List<Named> named, ReceiverNames names) {
        for (Named own : named) {
            own.receiver()
                    .fallback()
                    .flatMap(fallback -> names.objection(fallback.receiver()))
                    .ifPresent(sentence -> problems.add(own.line(), own.path() + ".fallback", sentence));
        }
    }

    private void warnOfUnreached(List<Named> named, Route route, Severities severities) {
        Set<String> wanted = Policy.wantedBy(route, severities);
        named.forEach(own -> own.receiver().fallback().map(Fallback::receiver).ifPresent(wanted::add));
        for (Named own : named) {
            String name = own.receiver().name();
            if (!wanted.contains(name)) {
                warnings.add(own.line(), own.path(), "no route names the receiver " + name);
            }
        }
    }
}
