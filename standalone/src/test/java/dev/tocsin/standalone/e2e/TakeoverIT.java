package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of two routers and one of two notifiers is killed: the other ones have taken over within ten seconds. */
class TakeoverIT {
    private static final Logger log = LoggerFactory.getLogger(TakeoverIT.class);
    private static final Duration PROMISED = Duration.ofSeconds(10);
    /** Enough that every partition of every topic has some. */
    private static final int ALERTS = 30;

    @TempDir
    Path folder;

    @Test
    void theOthersHaveTakenOverWithinTenSeconds() {
        try (Installation tocsin = new Installation(folder)) {
            tocsin.brokerHere();
            TocsinProcess ingest = tocsin.ingest(1);
            TocsinProcess router = tocsin.router(1);
            TocsinProcess notifier = tocsin.notifier(1);
            List.of(ingest, router, notifier, tocsin.router(2), tocsin.notifier(2))
                    .forEach(TocsinProcess::awaitReady);
            try (Load load = new Load(tocsin.ingestUrls())) {
                fire(load, "before");
                assertTold(tocsin, load, Duration.ofSeconds(60));
                router.kill9();
                notifier.kill9();
                long killed = System.nanoTime();
                fire(load, "after");
                assertTold(tocsin, load, PROMISED);
                log.info(
                        "taken over after {} ms",
                        Duration.ofNanos(System.nanoTime() - killed).toMillis());
            }
        }
    }

    private static void fire(Load load, String when) {
        for (int i = 0; i < ALERTS; i++) {
            assertThat(load.fire(when + "-" + i, "critical")).isTrue();
        }
    }

    private static void assertTold(Installation tocsin, Load load, Duration within) {
        Awaitility.await("all is told")
                .atMost(within)
                .untilAsserted(
                        () -> assertThat(Told.of(tocsin.chat().messages()).missing(load.accepted()))
                                .isEmpty());
    }
}
