package dev.tocsin.notifier.api;

import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.replay.run.Asks;
import dev.tocsin.history.replay.run.OtherWordsException;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * Tells replays in the background, one at a time, on a thread of its own; a few may wait. How far they are is known from
 * memory. What waits here and was not begun is not known after a restart.
 */
public final class ReplayDesk implements AutoCloseable {
    /** How many may wait behind the one that is told. */
    static final int WAITING = 3;

    private static final int REMEMBERED = 100;
    private static final Duration LEAVING = Duration.ofSeconds(3);

    private final IntFunction<Replays> replays;
    private final InstantSource clock;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("api-replay").factory());
    /** By id, those that were asked for last behind the others. Guarded by this. */
    private final Map<String, ReplayJob> jobs = new LinkedHashMap<>();

    /**
     * Starts no thread yet.
     *
     * @param replays tells them, with so many alerts in line at one receiver
     */
    public ReplayDesk(IntFunction<Replays> replays, InstantSource clock, MeterRegistry registry) {
        this.replays = replays;
        this.clock = clock;
        gauge(registry, "told", progress -> progress.told() + progress.givenUp());
        gauge(registry, "in_line", progress -> progress.written() - progress.told() - progress.givenUp());
        gauge(registry, "left", progress -> progress.alerts() - progress.written());
    }

    private void gauge(MeterRegistry registry, String part, ToLongFunction<Progress> count) {
        Gauge.builder("tocsin.notifier.replay.alerts", () -> count.applyAsLong(running()))
                .tag("part", part)
                .description("alerts of the replay that this process tells")
                .register(registry);
    }

    private synchronized Progress running() {
        return jobs.values().stream()
                .filter(ReplayJob::isActive)
                .map(job -> job.answer().progress())
                .max(Comparator.comparingLong(Progress::written))
                .orElse(Progress.NONE);
    }

    /** Tells by way of this, with so many alerts in line at one receiver. */
    Replays telling(int inLine) {
        return replays.apply(inLine);
    }

    /**
     * Begins a replay, or goes on with it; one that is under way goes on as it is. Nothing when too many wait. Throws what
     * {@link Replays#begun} throws.
     */
    Optional<ReplayAnswer> begin(Wish wished, int inLine) {
        Optional<ReplayJob> earlier = job(wished.id());
        Optional<ReplayJob> active = earlier.filter(ReplayJob::isActive);
        if (active.isPresent()) {
            same(wished, active.get().answer());
            return active.map(ReplayJob::answer);
        }
        Wish wish = earlier.filter(job -> wished.ask().isEmpty())
                .map(ReplayJob::wish)
                .orElse(wished);
        Replays telling = telling(inLine);
        ReplayRun begun = telling.begun(wish);
        return submit(new ReplayJob(telling, wish, begun, clock));
    }

    private static void same(Wish wish, ReplayAnswer job) {
        wish.ask().filter(ask -> !Asks.isSame(ask, job.ask())).ifPresent(_ -> {
            throw new OtherWordsException(
                    "the replay " + wish.id() + " is under way with other words: take another id");
        });
    }

    private synchronized Optional<ReplayAnswer> submit(ReplayJob job) {
        String id = job.wish().id();
        Optional<ReplayJob> active = Optional.ofNullable(jobs.get(id)).filter(ReplayJob::isActive);
        if (active.isPresent()) {
            // Somebody was quicker.
            return active.map(ReplayJob::answer);
        }
        try {
            var _ = CompletableFuture.runAsync(job, thread).exceptionally(why -> {
                job.broke(why);
                return null;
            });
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        var _ = jobs.remove(id);
        jobs.put(id, job);
        jobs.entrySet().stream()
                .filter(entry -> !entry.getValue().isActive())
                .limit(Math.max(0, jobs.size() - REMEMBERED))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(jobs::remove);
        return Optional.of(job.answer());
    }

    private synchronized Optional<ReplayJob> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** One that is told here, or waits for that. */
    Optional<ReplayAnswer> active(String id) {
        return job(id).filter(ReplayJob::isActive).map(ReplayJob::answer);
    }

    /** Stops it if it is told here, or waits for that. */
    Optional<ReplayAnswer> stop(String id) {
        Optional<ReplayJob> job = job(id).filter(ReplayJob::isActive);
        job.ifPresent(ReplayJob::stop);
        return job.map(ReplayJob::answer);
    }

    /** All that are known, here or in Kafka, the youngest first. */
    List<ReplayAnswer> all() {
        Map<String, ReplayAnswer> all = new HashMap<>();
        telling(Replays.IN_LINE).all().forEach(run -> all.put(run.id(), ReplayAnswer.of(run)));
        synchronized (this) {
            jobs.values()
                    .forEach(job -> all.merge(job.wish().id(), job.answer(), (kept, here) -> {
                        // Another notifier may have gone on with what ended here.
                        return job.isActive() || !here.at().isBefore(kept.at()) ? here : kept;
                    }));
        }
        return all.values().stream()
                .sorted(Comparator.comparing(ReplayAnswer::startedAt).reversed())
                .toList();
    }

    /** Asks all to stop; what is told is stopped in its order, soon. */
    public synchronized void stop() {
        thread.shutdown();
        jobs.values().forEach(ReplayJob::stop);
    }

    /** The same, and waits for three seconds at most. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.awaitTermination(LEAVING.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
