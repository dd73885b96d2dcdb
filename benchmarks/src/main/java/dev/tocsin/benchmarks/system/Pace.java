package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** When the next request goes out. */
@FunctionalInterface
interface Pace {
    /** How soon is looked again whether there is room. */
    Duration LOOK_AGAIN = Duration.ofMillis(1);

    /**
     * Waits until this request is due.
     *
     * @return when it was due, in nanoseconds: time that it waits beyond that counts as its own, or a server that
     *     stands still would not be blamed for the requests that it kept from being sent (coordinated omission)
     */
    long await(long request);

    /** As fast as the connections allow. */
    static Pace unbounded() {
        return request -> System.nanoTime();
    }

    /** Open loop: so many a second, whatever the answers take. */
    static Pace rate(double perSecond) {
        long start = System.nanoTime();
        return request -> {
            long due = start + (long) (request * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        };
    }

    /**
     * Whenever fewer than {@code window} of what was sent, {@code each} per request, has not come out at the end. Throws
     * an IllegalStateException when nothing comes out any more.
     */
    static Pace window(int each, long window, LongSupplier atEnd) {
        return request -> {
            long out = atEnd.getAsLong();
            if (request * each - out > window) {
                Standstill stuck = new Standstill("the end", System::nanoTime);
                for (; request * each - out > window; out = atEnd.getAsLong()) {
                    stuck.look((double) out, (double) (request * each - window));
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            }
            return System.nanoTime();
        };
    }
}
