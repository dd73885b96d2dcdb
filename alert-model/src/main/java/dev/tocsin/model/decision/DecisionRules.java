package dev.tocsin.model.decision;

import java.time.Duration;

/**
 * The times that decisions rest on.
 *
 * @param missedEnd a firing that starts this long after the alert was last heard of is a new episode: the end of the
 *     one before was missed (Alertmanager's {@code resolve_timeout})
 * @param lateWindow how long after an end, by the broker's clock, a firing that started before it counts as late
 * @param settle how old the last telling must be before an alert may move to another topic or group
 * @param expireAfter how long a firing is believed without a word
 * @param resolvedKept how long an ended alert is remembered
 */
public record DecisionRules(
        Duration missedEnd, Duration lateWindow, Duration settle, Duration expireAfter, Duration resolvedKept) {
    /** 5 m, 1 m, 10 m, 7 d and 24 h. */
    public static DecisionRules standard() {
        return new DecisionRules(
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofDays(7),
                Duration.ofHours(24));
    }
}
