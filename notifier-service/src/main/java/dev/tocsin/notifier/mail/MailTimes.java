package dev.tocsin.notifier.mail;

import java.time.Duration;

/**
 * How long a letter waits for its server.
 *
 * @param connect to be connected
 * @param read for each answer
 * @param attempt for all of the conversation
 */
record MailTimes(Duration connect, Duration read, Duration attempt) {
    /** What a sender has time for: an attempt ends within ten seconds. */
    static MailTimes standard() {
        return new MailTimes(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofSeconds(9));
    }
}
