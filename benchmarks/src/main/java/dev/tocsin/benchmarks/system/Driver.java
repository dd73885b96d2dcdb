package dev.tocsin.benchmarks.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Posts bodies over some connections to a port of this machine: bounded in number and in time. What is refused it posts
 * again, as every source of alerts does, so that no number is left out.
 *
 * @param port of this machine
 * @param connections posting at the same time, each on a thread of its own
 * @param bodies the body of each request
 */
record Driver(int port, String path, int connections, LongFunction<byte[]> bodies) {
    private static final int OK = 200;
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /**
     * What came of it.
     *
     * @param accepted requests answered with 200
     * @param refused answers other than 200; the same body was posted again, as long as there was time
     * @param numbers bodies that were begun with; the next run takes those behind them
     * @param elapsed from the first request to the last answer
     * @param latency of each accepted request from when it was due, in nanoseconds
     */
    record Report(long accepted, long refused, long numbers, Duration elapsed, Histogram latency) {
        double perSecond() {
            return accepted / (elapsed.toNanos() / 1e9);
        }

        /**
         * Holds that so many were accepted: half a load makes no figure.
         *
         * @throws IllegalStateException if not
         */
        Report all(long wanted) {
            if (accepted < wanted) {
                throw new IllegalStateException("only %,d of %,d requests were accepted, %,d answers refused"
                        .formatted(accepted, wanted, refused));
            }
            return this;
        }
    }

    /** Posts until so many were sent or the time is over, whichever comes first. */
    Report run(Pace pace, long requests, Duration atMost) throws InterruptedException {
        return run(pace, 0, requests, atMost);
    }

    /** The same, with the bodies from number {@code first} on. */
    Report run(Pace pace, long first, long requests, Duration atMost) throws InterruptedException {
        Histogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
        AtomicLong next = new AtomicLong();
        LongAdder refused = new LongAdder();
        long start = System.nanoTime();
        BooleanSupplier inTime = () -> System.nanoTime() - start < atMost.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> posting = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                posting.add(threads.submit(() -> {
                    try (LoopbackConnection connection = new LoopbackConnection(port, path, System::nanoTime)) {
                        while (inTime.getAsBoolean()) {
                            long number = next.getAndIncrement();
                            if (number >= requests) {
                                break;
                            }
                            byte[] body = bodies.apply(first + number);
                            long due = pace.await(number);
                            if (accepted(connection, body, refused, inTime)) {
                                latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : posting) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("posting to port " + port + " failed: " + e.getCause(), e);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Report(latency.getTotalCount(), refused.sum(), Math.min(next.get(), requests), elapsed, latency);
    }

    private static boolean accepted(
            LoopbackConnection connection, byte[] body, LongAdder refused, BooleanSupplier inTime) throws IOException {
        while (connection.post(body) != OK) {
            refused.increment();
            if (!inTime.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
