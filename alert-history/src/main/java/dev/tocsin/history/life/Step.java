package dev.tocsin.history.life;

import dev.tocsin.history.life.Facts.Delivery;
import dev.tocsin.history.life.Facts.Heard;
import dev.tocsin.history.life.Facts.Rejection;
import dev.tocsin.history.life.Facts.Telling;
import java.time.Instant;

/** Something that happened to an alert. */
public sealed interface Step {
    /** When, by the broker's clock. */
    Instant at();

    /**
     * It was accepted, once or several times with the same result.
     *
     * @param first what was accepted
     * @param last the last time; the same for one
     * @param times how often
     * @param verdict what the router made of it
     */
    record Accepted(Heard first, Heard last, int times, Verdict verdict) implements Step {
        @Override
        public Instant at() {
            return first.at();
        }
    }

    /** It was routed to receivers. */
    record Routed(Telling telling) implements Step {
        @Override
        public Instant at() {
            return telling.at();
        }
    }

    /** It ended at a receiver. */
    record Ended(Delivery delivery) implements Step {
        @Override
        public Instant at() {
            return delivery.at();
        }
    }

    /** Something of it that is no longer to be read was rejected. */
    record PutAside(Rejection rejection) implements Step {
        @Override
        public Instant at() {
            return rejection.at();
        }
    }
}
