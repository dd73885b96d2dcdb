package dev.tocsin.model.route;

import dev.tocsin.model.alert.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where an alert is told: a severity, which names the topic, and the receivers that it is addressed to, by group.
 *
 * @param severity the severity's name
 * @param byGroup at least one receiver per group, no receiver twice; in the order of the routes
 */
public record Addresses(String severity, List<Address> byGroup) {
    /**
     * Receivers that hear of an alert in the same group, so that one record serves them all.
     *
     * @param group the labels they share
     * @param receivers who shall hear of it
     */
    public record Address(Group group, List<To> receivers) {
        /** Copies the list. */
        public Address {
            receivers = List.copyOf(receivers);
        }
    }

    /**
     * One receiver.
     *
     * @param receiver its name
     * @param sendResolved whether it hears of the end
     */
    public record To(String receiver, boolean sendResolved) {}

    /** Copies the list. */
    public Addresses {
        byGroup = List.copyOf(byGroup);
    }

    /** Where the present policy sends this alert. A receiver that several routes reach is addressed by the first. */
    static Addresses of(Policy policy, Alert alert) {
        Severity severity = policy.severities().of(alert);
        Map<Group, List<To>> byGroup = new LinkedHashMap<>();
        List<String> seen = new ArrayList<>();
        for (Route route : policy.route().match(alert)) {
            String receiver = route.receiverFor(severity);
            if (!seen.contains(receiver)) {
                seen.add(receiver);
                byGroup.computeIfAbsent(route.groupOf(alert), group -> new ArrayList<>())
                        .add(new To(receiver, route.sendResolved()));
            }
        }
        return ofGroups(severity.name(), byGroup);
    }

    /**
     * These addresses without the receivers that the policy no longer has, and with those that it names now in their
     * place. The severity, and so the topic, stays.
     */
    public Addresses replaced(Policy policy, Alert alert) {
        Map<Group, List<To>> kept = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        Stream.concat(byGroup.stream(), of(policy, alert).byGroup().stream())
                .forEach(address -> address.receivers().forEach(to -> {
                    if (policy.receiver(to.receiver()).isPresent() && !names.contains(to.receiver())) {
                        names.add(to.receiver());
                        kept.computeIfAbsent(address.group(), group -> new ArrayList<>())
                                .add(to);
                    }
                }));
        return ofGroups(severity, kept);
    }

    private static Addresses ofGroups(String severity, Map<Group, List<To>> groups) {
        return new Addresses(
                severity,
                groups.entrySet().stream()
                        .map(e -> new Address(e.getKey(), e.getValue()))
                        .toList());
    }

    /** All receivers. */
    public Stream<To> receivers() {
        return byGroup.stream().flatMap(address -> address.receivers().stream());
    }
}
