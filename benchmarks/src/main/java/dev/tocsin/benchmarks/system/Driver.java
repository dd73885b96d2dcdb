package dev.tocsin.benchmarks.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Posts bodies over some connections to a port of this machine: bounded in number and in time.
 *
 * @param port of this machine
 * @param connections posting at the same time, each on a thread of its own
 * @param bodies the body of each request
 */
record Driver(int port, String path, int connections, LongFunction<byte[]> bodies) {
    private static final int OK = 200;
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    /**
     * What came of it.
     *
     * @param accepted requests answered with 200
     * @param others requests answered otherwise
     * @param elapsed from the first request to the last answer
     * @param latency of each request from when it was due, in nanoseconds
     */
    record Report(long accepted, long others, Duration elapsed, Histogram latency) {
        double perSecond() {
            return accepted / (elapsed.toNanos() / 1e9);
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
        AtomicLong others = new AtomicLong();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> posting = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                posting.add(threads.submit(() -> {
                    try (LoopbackConnection connection = new LoopbackConnection(port, path, System::nanoTime)) {
                        for (long number = next.getAndIncrement();
                                number < requests && System.nanoTime() - start < atMost.toNanos();
                                number = next.getAndIncrement()) {
                            byte[] body = bodies.apply(first + number);
                            long due = pace.await(number);
                            if (connection.post(body) == OK) {
                                latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
                            } else {
                                others.incrementAndGet();
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
        return new Report(latency.getTotalCount(), others.get(), Duration.ofNanos(System.nanoTime() - start), latency);
    }
}
