package dev.tocsin.model.route;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tocsin.yml says: severities, identity, routes and receivers.
 *
 * @param severities in order of urgency
 * @param ignoreLabels left out of the identity of an alert
 * @param route the root of the tree, which matches everything
 * @param receivers all that routes can name, the built-in ones included
 */
public record Policy(Severities severities, Set<String> ignoreLabels, Route route, List<Receiver> receivers) {
    /** What the names of the built-in receivers begin with. */
    public static final String BUILT_IN = "rocketchat-";

    /**
     * Adds the built-in receivers {@code rocketchat-<severity>} that the tree names: one that it does not name has left,
     * like any other (hazards.md A10). Refuses routes to receivers that don't exist and a root
     * that some alert would not match, because nobody would hear of it.
     */
    public Policy {
        ignoreLabels = Set.copyOf(ignoreLabels);
        receivers = withBuiltIn(named(route, severities, receivers), severities, receivers);
        if (!route.matchers().isEmpty()) {
            throw new IllegalArgumentException("the root route has matchers; it must match every alert");
        }
        Set<String> names = receivers.stream().map(Receiver::name).collect(Collectors.toUnmodifiableSet());
        if (names.size() != receivers.size()) {
            throw new IllegalArgumentException("two receivers have the same name");
        }
        Set<String> byRoute = wantedBy(route, severities);
        for (String wanted : named(route, severities, receivers)) {
            if (!names.contains(wanted)) {
                throw new IllegalArgumentException("a " + (byRoute.contains(wanted) ? "route" : "receiver's fallback")
                        + " names the receiver " + wanted + ", which is not defined");
            }
        }
    }

    /** What holds without a tocsin.yml. */
    public static Policy standard() {
        return new Policy(Severities.standard(), Set.of("prometheus_replica"), Route.standard(), List.of());
    }

    /** Every receiver name that this tree can come up with. */
    public static Set<String> wantedBy(Route route, Severities severities) {
        return route.all()
                .flatMap(node -> severities.ordered().stream().map(node::receiverFor))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Every receiver that a route or a fallback names. */
    private static Set<String> named(Route route, Severities severities, List<Receiver> own) {
        Set<String> all = wantedBy(route, severities);
        own.stream()
                .flatMap(receiver -> receiver.fallback().stream())
                .map(Receiver.Fallback::receiver)
                .forEach(all::add);
        return all;
    }

    private static List<Receiver> withBuiltIn(Set<String> wanted, Severities severities, List<Receiver> own) {
        Set<String> named = own.stream().map(Receiver::name).collect(Collectors.toSet());
        Stream<Receiver> builtIn = severities.ordered().stream()
                .filter(severity -> wanted.contains(BUILT_IN + severity.name()))
                .filter(severity -> !named.contains(BUILT_IN + severity.name()))
                .map(severity -> new Receiver(
                        BUILT_IN + severity.name(),
                        Optional.of(new Transport.RocketChatFromEnvironment(severity.name()))));
        return Stream.concat(own.stream(), builtIn).toList();
    }

    /** The receiver of this name. */
    public Optional<Receiver> receiver(String name) {
        return receivers.stream()
                .filter(receiver -> receiver.name().equals(name))
                .findFirst();
    }

    /**
     * The fingerprint that identifies an alert: the supplied one, unless the alert has an ignored label; then, and when
     * none was supplied, it is computed without the ignored labels. An alert that has nothing but ignored labels keeps
     * them all.
     */
    public Fingerprint fingerprint(Map<String, String> labels, Optional<Fingerprint> supplied) {
        Map<String, String> kept = new HashMap<>(labels);
        kept.keySet().removeAll(ignoreLabels);
        if (kept.isEmpty() || kept.size() == labels.size()) {
            return supplied.orElseGet(() -> Fingerprint.of(labels));
        }
        return Fingerprint.of(kept);
    }

    /** The places where this alert is to be told now, receivers that share a group together. */
    public Addresses addresses(Alert alert) {
        return Addresses.of(this, alert);
    }
}
