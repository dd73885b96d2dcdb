package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.ChatMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Critical alerts that fire one by one while something else goes on, and what they wait for. */
final class LiveAlerts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveAlerts.class);
    private static final String SEVERITY = "critical";
    private static final long EVERY_MILLIS = 400;
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private final Installation tocsin;
    private final Load load;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger born = new AtomicInteger();
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

    /** Fires the first one now. */
    LiveAlerts(Installation tocsin) {
        this.tocsin = tocsin;
        this.load = new Load(tocsin.ingestUrls());
        var _ = schedule.scheduleWithFixedDelay(this::fire, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void fire() {
        String id = "live-" + born.getAndIncrement();
        if (load.fire(id, SEVERITY)) {
            accepted.put(id, clock.instant());
        }
    }

    /** No more of them; returns when those that are there are told. */
    void pause() throws InterruptedException {
        schedule.shutdown();
        assertThat(schedule.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        tocsin.awaitAllTold(load);
    }

    /**
     * Asserts that each was told once, and promptly, with few of a replay between it and its message: what stood in line
     * before it, and what was in line once more before it was routed.
     */
    void assertToldBehindFew(int few) {
        List<ChatMessage> messages = tocsin.chat().messages().stream()
                .filter(message -> message.channel().equals(Way.channel(SEVERITY)))
                .sorted(Comparator.comparing(ChatMessage::ts))
                .toList();
        assertThat(accepted).isNotEmpty();
        List<Duration> waits = new ArrayList<>();
        accepted.forEach((id, at) -> {
            List<ChatMessage> told = messages.stream()
                    .filter(message -> Telling.in(message).contains(new Telling(id, Telling.State.FIRING)))
                    .toList();
            assertThat(told).as("%s is told once", id).hasSize(1);
            Instant toldAt = told.getFirst().ts();
            waits.add(Duration.between(at, toldAt));
            List<ChatMessage> between = messages.stream()
                    .filter(message -> message.ts().isAfter(at) && message.ts().isBefore(toldAt))
                    .toList();
            assertThat(Replayed.of(between).alerts())
                    .as("replayed before %s", id)
                    .isLessThanOrEqualTo(few);
        });
        waits.sort(Comparator.naturalOrder());
        log.info(
                "{} live alerts, told after {} in the middle, {} at most",
                waits.size(),
                waits.get(waits.size() / 2),
                waits.getLast());
        if (Proof.LONG) {
            assertThat(waits.getLast()).isLessThan(PROMPTLY);
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        load.close();
    }
}
