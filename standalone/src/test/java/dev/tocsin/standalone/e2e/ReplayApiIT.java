package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.RoomFlag;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin replay} and {@code parked retry} beside a running {@code ./tocsin up}, which tells for them. */
class ReplayApiIT {
    private static final String ROOM = Way.channel("critical");
    private static final String ROUTES = """
            route:
              receiver: ops
            receivers:
              - name: ops
                rocketchat: {room: "%s"}
                give_up_after: 1s
            """.formatted(ROOM);

    private static final Duration ENDS = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static Ended run(Commands here, String... arguments) {
        return here.run(ENDS, arguments);
    }

    @Test
    void theNotifierTellsWhatWasGivenUp() {
        try (Installation tocsin = new Installation(folder, Way.ROOMS, Installation.anyChat(), ROUTES)) {
            int port = URI.create(tocsin.up().awaitReady().address()).getPort();
            tellsWhatWasGivenUp(tocsin, port);
        }
    }

    private static void tellsWhatWasGivenUp(Installation tocsin, int port) {
        try (Commands notifier = new Commands("replay-api", Map.of("TOCSIN_NOTIFIER_PORT", Integer.toString(port)))) {
            tocsin.chat().flag(ROOM, RoomFlag.ARCHIVED, true);
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fire("night-1", "critical")).isTrue();
                assertThat(load.fire("night-2", "critical")).isTrue();
                awaitParked(notifier, 2);
            }
            tocsin.chat().flag(ROOM, RoomFlag.ARCHIVED, false);
            assertPlanned(notifier);
            Ended retried = run(notifier, "parked", "retry", "--match", "id=\"night-2\"");
            assertThat(retried.code()).as(retried.output()).isZero();
            assertThat(retried.output()).contains("told 1 of 1 alert");
            assertTold(tocsin, notifier);
            awaitParked(notifier, 0);
            assertRefused(notifier);
        }
    }

    private static void awaitParked(Commands notifier, int count) {
        Awaitility.await(count + " are parked")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(run(notifier, "parked", "list").output()).contains(count + " parked"));
    }

    private static void assertPlanned(Commands notifier) {
        Ended missed = run(notifier, "replay", "--from", "1h", "--dry-run");
        assertThat(missed.code()).as(missed.output()).isZero();
        assertThat(missed.output()).contains("id=night-1", "parked: expired", "2 alerts would be told");
    }

    private static void assertTold(Installation tocsin, Commands notifier) {
        Ended told = run(notifier, "replay", "--from", "1h", "--id", "night");
        assertThat(told.code()).as(told.output()).isZero();
        assertThat(told.output())
                .as("the other is told by now")
                .contains("replay night", "told 1 of 1 alert", "1 told by a replay", "replay night is done");
        assertThat(tocsin.chat().messages().toString()).contains("[REPLAYED:1]");
        Ended again = run(notifier, "replay", "--id", "night");
        assertThat(again.output()).as("the same tells nothing twice").contains("told 0 of 0 alerts");
        assertThat(run(notifier, "replay", "--list").output()).contains("night", "done", "2 replays");
    }

    private static void assertRefused(Commands notifier) {
        Ended wrong = run(notifier, "replay", "--from", "1h", "--receiver", "nobody");
        assertThat(wrong.code()).as(wrong.output()).isEqualTo(2);
        assertThat(wrong.output()).contains("There is no receiver nobody in the configuration.");
        Ended other = run(notifier, "replay", "--from", "1h", "--id", "night", "--all");
        assertThat(other.code()).as(other.output()).isEqualTo(2);
        assertThat(other.output()).contains("was begun with other words");
    }
}
