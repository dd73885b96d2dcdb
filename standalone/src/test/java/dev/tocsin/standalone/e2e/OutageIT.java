package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of an outage of Rocket.Chat: what was accepted before and between is told after. */
class OutageIT {
    private static final int ALERTS = 50;
    private static final int ENDED = 20;

    @TempDir
    Path folder;

    @Test
    void tellsEverythingInOrderAfterTheProcessWasKilledInAnOutage() {
        try (Installation tocsin = new Installation(folder)) {
            TocsinProcess up = tocsin.up().awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                tocsin.chat().faults().set(FaultRule.always(new Fault.Status(500, "")));
                post(load, 0, ALERTS);
                Awaitility.await("an attempt has failed")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> !tocsin.chat().requests().isEmpty());
                up.startAgain();
                up.awaitReady();
                tocsin.chat().faults().clear();
                assertAllTold(tocsin, load.accepted());
            }
        }
    }

    @Test
    void tellsEverythingInOrderAfterEachServiceWasKilledInAnOutage() {
        try (Installation tocsin = new Installation(folder)) {
            TocsinProcess broker = tocsin.broker().awaitReady();
            List<TocsinProcess> services = List.of(tocsin.ingest(1), tocsin.router(1), tocsin.notifier(1));
            services.forEach(TocsinProcess::awaitReady);
            try (Load load = new Load(tocsin.ingestUrls())) {
                tocsin.chat().faults().set(FaultRule.always(new Fault.Status(500, "")));
                post(load, 0, ALERTS / 2);
                Awaitility.await("an attempt has failed")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> !tocsin.chat().requests().isEmpty());
                services.forEach(TocsinProcess::kill9);
                broker.startAgain();
                services.forEach(TocsinProcess::startAgain);
                post(load, ALERTS / 2, ALERTS);
                services.forEach(TocsinProcess::awaitReady);
                tocsin.chat().faults().clear();
                assertAllTold(tocsin, load.accepted());
            }
        }
    }

    /** Critical alerts, of which two in five end at once. */
    private static void post(Load load, int from, int to) {
        for (int i = from; i < to; i++) {
            String id = "outage-" + i;
            assertThat(load.fire(id, "critical")).as("%s accepted", id).isTrue();
            if (i % 5 < ENDED * 5 / ALERTS) {
                assertThat(load.resolve(id, "critical"))
                        .as("end of %s accepted", id)
                        .isTrue();
            }
        }
    }

    private static void assertAllTold(Installation tocsin, Map<String, Load.Accepted> accepted) {
        Awaitility.await("every accepted alert is told")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(Told.of(tocsin.chat().messages()).missing(accepted))
                                .isEmpty());
        assertThat(Told.of(tocsin.chat().messages()).inverted()).isEmpty();
    }
}
