package dev.tocsin.router.topology;

import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Severity;
import java.util.Set;

/**
 * A policy and the severities whose topics are known to exist: an alert that were sent to any other topic would stop
 * the router.
 *
 * @param policy what is told to whom
 * @param severities at least those of the policy; those that left the configuration still have their topics
 */
public record Routing(Policy policy, Set<String> severities) {
    /** Refuses a policy that has a severity without a topic. */
    public Routing {
        severities = Set.copyOf(severities);
        for (Severity severity : policy.severities().ordered()) {
            if (!severities.contains(severity.name())) {
                throw new IllegalArgumentException("the severity " + severity.name() + " has no topic");
            }
        }
    }
}
