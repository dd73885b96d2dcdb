package dev.tocsin.history.ask;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Matcher;
import java.util.List;
import java.util.Set;

/**
 * Which tellings are meant: all conditions hold.
 *
 * @param receivers who was to be told; empty for everybody
 * @param severities of the alerts; empty for all
 * @param matchers on their labels, in Alertmanager's grammar
 */
public record Filter(Set<String> receivers, Set<String> severities, List<Matcher> matchers) {
    /** Copies. */
    public Filter {
        receivers = Set.copyOf(receivers);
        severities = Set.copyOf(severities);
        matchers = List.copyOf(matchers);
    }

    /** Everything. */
    public static Filter all() {
        return new Filter(Set.of(), Set.of(), List.of());
    }

    /** Whether this telling to this receiver is meant. */
    public boolean wants(String receiver, RoutedAlert routed) {
        return (receivers.isEmpty() || receivers.contains(receiver))
                && (severities.isEmpty() || severities.contains(routed.severity()))
                && matchers.stream()
                        .allMatch(matcher -> matcher.matches(routed.alert().labels()));
    }
}
