package dev.tocsin.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way to go wrong. */
public sealed interface Fault {
    /** Answers with this status and body, nothing is stored. */
    record Status(int status, String body) implements Fault {
        public Status {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status must be between 200 and 599");
            }
        }
    }

    /** Answers 429 as the rate limiter would, asking to wait so long. */
    record TooManyRequests(Duration time) implements Fault {
        public TooManyRequests {
            requirePositive(time);
        }
    }

    /** Says nothing for this time, or until faults are changed when null, then drops the connection; nothing is stored. */
    record Hang(@Nullable Duration time) implements Fault {
        public Hang {
            if (time != null) {
                requirePositive(time);
            }
        }
    }

    /** Resets the connection at once, nothing is stored. */
    record Reset() implements Fault {}

    /** Stores the message and then fails to say so. */
    record StoredButLost(Fault ending) implements Fault {
        public StoredButLost {
            if (ending instanceof StoredButLost || ending instanceof Slow) {
                throw new IllegalArgumentException("stored-but-lost must end with reset, hang or status");
            }
        }
    }

    /** Works, but only after this time. */
    record Slow(Duration time) implements Fault {
        public Slow {
            requirePositive(time);
        }
    }

    /** Answers 200 with a page of HTML, as a proxy in front does; nothing is stored. */
    record Html() implements Fault {}

    /** Answers 200 with {@code "success":false}; nothing is stored. */
    record SuccessFalse(String error) implements Fault {}

    /** The name that scripts use. */
    default String kind() {
        return switch (this) {
            case Status _ -> "status";
            case TooManyRequests _ -> "429";
            case Hang _ -> "hang";
            case Reset _ -> "reset";
            case StoredButLost _ -> "stored-but-lost";
            case Slow _ -> "slow";
            case Html _ -> "html";
            case SuccessFalse _ -> "success-false";
        };
    }

    private static void requirePositive(Duration time) {
        if (time.toMillis() < 1 || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("ms must be between 1 and 86400000");
        }
    }
}
