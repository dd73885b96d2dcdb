package dev.tocsin.history.ask;

import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Matcher;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which parked alerts are meant: all conditions hold.
 *
 * @param keys of theirs; empty for all
 * @param receivers where they were given up; empty for all
 * @param severities of theirs; empty for all
 * @param matchers on their labels, in Alertmanager's grammar
 * @param from when they were given up, at the earliest
 * @param to and before when
 */
public record Selection(
        List<String> keys,
        List<String> receivers,
        List<String> severities,
        List<String> matchers,
        Optional<Instant> from,
        Optional<Instant> to) {
    /** Copies. */
    public Selection {
        keys = List.copyOf(keys);
        receivers = List.copyOf(receivers);
        severities = List.copyOf(severities);
        matchers = List.copyOf(matchers);
    }

    /** Everything. */
    public static Selection all() {
        return new Selection(List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** What stands under these keys. */
    public static Selection of(List<String> keys) {
        return all().under(keys);
    }

    /** Of these the ones that stand under such keys. */
    public Selection under(List<String> wanted) {
        return new Selection(wanted, receivers, severities, matchers, from, to);
    }

    /** Of these the ones that were given up before then. */
    public Selection until(Instant end) {
        return new Selection(keys, receivers, severities, matchers, from, Optional.of(end));
    }

    /** Says of each whether it is meant. Throws {@link IllegalArgumentException} with a sentence on a bad matcher. */
    public Predicate<ParkedAlert> wanted() {
        Filter filter = new Filter(
                Set.copyOf(receivers),
                Set.copyOf(severities),
                matchers.stream().map(Matcher::parse).toList());
        Set<String> these = new HashSet<>(keys);
        return parked -> (these.isEmpty() || these.contains(parked.key()))
                && filter.wants(parked.receiver(), parked.routed())
                && from.map(first -> !parked.at().isBefore(first)).orElse(true)
                && to.map(end -> parked.at().isBefore(end)).orElse(true);
    }
}
