package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that are together larger than the heap of a service, and in Kafka small: they compress well. */
class LargeAlertsIT {
    private static final int ALERTS = 1_200;
    private static final int PER_BODY = 10;
    /** 240 kB, a little less than what an alert may weigh. */
    private static final String LONG = IntStream.range(0, 15)
            .mapToObj(i -> ",\"log%d\":\"%s\"".formatted(i, "x".repeat(16_000)))
            .collect(Collectors.joining());

    @TempDir
    Path folder;

    @Test
    void areReadAfterAnOutageOfTheRouterAndRestoredByTheNext() {
        try (Installation tocsin = new Installation(folder)) {
            tocsin.brokerHere();
            tocsin.ingest(1).awaitReady();
            TocsinProcess notifier = tocsin.notifier(1);
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fireAll(ids("backlog", ALERTS), "critical", PER_BODY, LONG))
                        .isTrue();
                TocsinProcess router = tocsin.router(1);
                tocsin.awaitAllTold(load);
                assertThat(router.alive()).isTrue();

                router.kill9();
                TocsinProcess next = tocsin.router(2).awaitReady();
                assertThat(load.fireAll(ids("later", PER_BODY), "critical", PER_BODY, LONG))
                        .isTrue();
                tocsin.awaitAllTold(load);

                assertThat(next.alive()).isTrue();
                assertThat(notifier.alive()).isTrue();
            }
        }
    }

    private static List<String> ids(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    }
}
