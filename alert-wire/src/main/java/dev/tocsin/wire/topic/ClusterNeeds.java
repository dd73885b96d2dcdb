package dev.tocsin.wire.topic;

import dev.tocsin.wire.topic.ClusterCheck.Finding;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** What our promises need of a cluster, each with the reason. */
final class ClusterNeeds {
    static final String TRANSACTIONS = "transaction.version";

    private static final int SAFE_BROKERS = 3;
    private static final int TRANSACTIONS_WITH_OWN_EPOCHS = 2;

    /** What the services set: a dead member is noticed, and its transaction is over, after so long. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLEANUP = Duration.ofSeconds(1);

    private ClusterNeeds() {}

    /**
     * One setting of the brokers.
     *
     * @param good which values will do
     * @param wanted the value to set
     * @param reason what hangs on it; {@code {actual}} stands for the value that was found
     */
    record Need(String name, Predicate<String> good, String wanted, String reason) {
        /** Compares the values of all brokers: the first that will not do speaks for all. */
        Finding compare(List<String> values, String whyUnseen) {
            if (values.isEmpty()) {
                return new Finding.Unseen(
                        name, name + " can't be seen (" + whyUnseen + "); it should be " + wanted + ".");
            }
            return values.stream()
                    .filter(good.negate())
                    .findFirst()
                    .<Finding>map(actual -> new Finding.Warning(
                            name, actual, "Set " + name + " to " + wanted + ": " + reason.replace("{actual}", actual)))
                    .orElseGet(() -> new Finding.Good(name, values.getFirst()));
        }
    }

    static Finding brokers(int count) {
        String actual = Integer.toString(count);
        if (count >= SAFE_BROKERS) {
            return new Finding.Good("brokers", actual);
        }
        return new Finding.Warning(
                "brokers",
                actual,
                count == 1
                        ? "Run three brokers: with one, what is accepted is as safe as that broker's disk."
                        : "Run three brokers: with two, a write counts although only one of them may have it.");
    }

    static Finding transactions(int level) {
        String actual = Integer.toString(level);
        return level >= TRANSACTIONS_WITH_OWN_EPOCHS
                ? new Finding.Good(TRANSACTIONS, actual)
                : new Finding.Warning(
                        TRANSACTIONS,
                        actual,
                        "Raise transaction.version to 2 (kafka-features.sh upgrade --feature transaction.version=2): "
                                + "below it a late write of a dead router can leave a transaction open, "
                                + "and no receiver reads past that.");
    }

    static List<Need> settings(int brokers) {
        int copies = Math.min(SAFE_BROKERS, brokers);
        String internalCopies = "lost with " + (copies > 1 ? "one broker" : "its broker");
        return List.of(
                atLeast(
                        "offsets.retention.minutes",
                        Topics.RETENTION.toMinutes(),
                        "after {actual} minutes a receiver that was away loses its place, while its alerts still wait."),
                new Need(
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        number(value -> value <= CLEANUP.toMillis()),
                        "1000",
                        failover()),
                atMost(
                        "group.min.session.timeout.ms",
                        SESSION_TIMEOUT.toMillis(),
                        "the services ask for 6000, and this cluster takes nothing below {actual}."),
                new Need(
                        "auto.create.topics.enable",
                        "false"::equals,
                        "false",
                        "else a mistyped name becomes a topic that nobody reads, with few partitions and short retention."),
                new Need(
                        "unclean.leader.election.enable",
                        "false"::equals,
                        "false",
                        "else a replica that lags may become leader, and what was accepted is gone."),
                atLeast(
                        "message.max.bytes",
                        Topics.MAX_RECORD_BYTES,
                        "a topic without a limit of its own takes {actual} bytes, and a larger routed alert stops the router."),
                atLeast(
                        "offsets.topic.replication.factor",
                        copies,
                        "with {actual} the receivers' places and plans are " + internalCopies + "."),
                atLeast(
                        "transaction.state.log.replication.factor",
                        copies,
                        "with {actual} the router's transactions are " + internalCopies + "."));
    }

    private static String failover() {
        return "after a crash others take over only when the dead router's transaction is ended, which takes up to "
                + SESSION_TIMEOUT.toSeconds() + " s + " + TRANSACTION_TIMEOUT.toSeconds() + " s + {actual} ms.";
    }

    private static Need atLeast(String name, long wanted, String reason) {
        return new Need(name, number(value -> value >= wanted), wanted + " or more", reason);
    }

    private static Need atMost(String name, long wanted, String reason) {
        return new Need(name, number(value -> value <= wanted), wanted + " or less", reason);
    }

    private static Predicate<String> number(LongPredicate good) {
        return text -> {
            try {
                return good.test(Long.parseLong(text));
            } catch (NumberFormatException _) {
                return false;
            }
        };
    }
}
