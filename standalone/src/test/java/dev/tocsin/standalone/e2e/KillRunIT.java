package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random {@code kill -9} among two of each service and the broker, under load. The short form runs with the suite; {@code
 * ./tocsin verify --kills 20} is the long one.
 */
class KillRunIT {
    private static final Logger log = LoggerFactory.getLogger(KillRunIT.class);
    private static final int KILLS = Integer.getInteger("tocsin.kills", 5);
    private static final int RATE = Integer.getInteger("tocsin.rate", 50);
    private static final long SEED = Long.getLong("tocsin.seed", System.nanoTime());
    /** Each channel has the lanes of one severity topic. */
    private static final int LANES_PER_CHANNEL = 3;

    @TempDir
    Path folder;

    @Test
    void losesNothingInvertsNothingAndDoublesAtMostOneBatchPerLaneAndKill() throws InterruptedException {
        Random random = new Random(SEED);
        try (Installation tocsin = new Installation(folder);
                Load load = start(tocsin)) {
            AtomicInteger killed = new AtomicInteger();
            Thread killer = Thread.ofPlatform().start(() -> kill(tocsin, random, killed));
            // Until the last kill, and a little longer.
            while (killer.isAlive()) {
                load.run(RATE, Duration.ofSeconds(1), random);
            }
            load.run(RATE, Duration.ofSeconds(2), random);
            load.finish();
            Map<String, Load.Accepted> accepted = load.accepted();
            awaitAllTold(tocsin, accepted);
            Told told = Told.of(tocsin.chat().messages());
            log.info(
                    "seed {}: {} kills, {} alerts accepted, {} posts repeated, {} messages, doubled {}",
                    SEED,
                    killed,
                    accepted.size(),
                    load.repeats(),
                    tocsin.chat().messages().size(),
                    told.doubled());
            assertThat(killed).as("kills").hasValue(KILLS);
            assertThat(told.missing(accepted))
                    .as("accepted and not told, seed %d", SEED)
                    .isEmpty();
            assertThat(told.inverted())
                    .as("ended before it fired, seed %d", SEED)
                    .isEmpty();
            assertThat(told.doubled().values())
                    .as("doubled messages by channel, seed %d", SEED)
                    .allMatch(doubled -> doubled <= KILLS * LANES_PER_CHANNEL);
        }
    }

    private static Load start(Installation tocsin) {
        tocsin.broker().awaitReady();
        List<TocsinProcess> services = List.of(
                tocsin.ingest(1),
                tocsin.ingest(2),
                tocsin.router(1),
                tocsin.router(2),
                tocsin.notifier(1),
                tocsin.notifier(2));
        services.forEach(TocsinProcess::awaitReady);
        return new Load(tocsin.ingestUrls());
    }

    private static void kill(Installation tocsin, Random random, AtomicInteger killed) {
        for (int i = 0; i < KILLS; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500L + random.nextInt(2500)));
            TocsinProcess victim =
                    tocsin.processes().get(random.nextInt(tocsin.processes().size()));
            log.info("kill -9 {}", victim.name());
            victim.kill9();
            killed.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2000)));
            victim.startAgain();
        }
    }

    private static void awaitAllTold(Installation tocsin, Map<String, Load.Accepted> accepted) {
        Awaitility.await("every accepted alert is told")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(Told.of(tocsin.chat().messages()).missing(accepted))
                                .as("accepted and not told, seed %d", SEED)
                                .isEmpty());
    }
}
