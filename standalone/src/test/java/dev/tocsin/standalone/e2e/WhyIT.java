package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RoomFlag;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin why} as a person on call uses it. */
class WhyIT {
    private static final String SEVERITY = "critical";
    private static final String ROOM = Way.channel(SEVERITY);

    @TempDir
    Path folder;

    private static Ended why(Installation tocsin, String... arguments) {
        List<String> all = new ArrayList<>(List.of("why"));
        all.addAll(List.of(arguments));
        return tocsin.run(Map.of(), all.toArray(String[]::new));
    }

    @Test
    void tellsWhatWasToldWhatWasNotAndWhatWaits() {
        try (Installation tocsin = new Installation(folder, Way.ROOMS, Installation.anyChat())) {
            tocsin.up().awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fire("told", SEVERITY)).isTrue();
                tocsin.awaitAllTold(load);
                repeatBody(tocsin, load);
                assertTold(tocsin);
                assertOneReceiver(tocsin);
                tocsin.chat().flag(ROOM, RoomFlag.ARCHIVED, true);
                assertThat(load.fire("waits", SEVERITY)).isTrue();
                Awaitility.await("the room refuses it")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> tocsin.chat().requests().stream().anyMatch(request -> request.status() == 400));
                assertWaits(tocsin);
                tocsin.chat().faults().set(FaultRule.always(new Fault.Status(503, "Service Unavailable")));
                awaitWaits(tocsin, "id=waits", ", the last answer: 503", ", failing since ");
            }
            assertSaysWhatIsNotThere(tocsin);
        }
    }

    /** The same alert once more: what an HA pair does. */
    private static void repeatBody(Installation tocsin, Load load) {
        String body = Load.body("told", SEVERITY, Clock.systemUTC().instant(), null);
        assertThat(load.status(tocsin.ingestUrls().getFirst(), body)).isEqualTo(200);
    }

    private static void assertTold(Installation tocsin) {
        Awaitility.await("the router has read the repeat, and deliveries says that it was told")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    Ended told = why(tocsin, "id=told", "--zone", "UTC");
                    assertThat(told.code()).as(told.output()).isZero();
                    assertThat(told.output())
                            .contains(
                                    "id=\"told\"",
                                    "fires since",
                                    "accepted as firing from alertmanager, request ",
                                    ": news",
                                    "routed as firing, critical, to rocketchat-critical, group {",
                                    "rocketchat-critical: told (firing), attempt 1, message ",
                                    "not told, nothing new; told last ",
                                    "again after 30 min (by the rules as of now)",
                                    "now: nothing of it waits")
                            .doesNotContain("waits for", "begins before", "alerts match", "WARN");
                });
    }

    private static void assertOneReceiver(Installation tocsin) {
        assertThat(why(tocsin, "id=told", "--receiver", "rocketchat-info").output())
                .contains(
                        "rocketchat-info: in this time nothing of this alert was routed to it",
                        "the route as of now addresses rocketchat-critical instead")
                .doesNotContain("routed as firing");
        assertThat(why(tocsin, "id=told", "--receiver", "rocketchat-critical").output())
                .contains(
                        "rocketchat-critical: in this time 1 of its tellings were routed to it; the route as of now addresses it");
    }

    private static void assertWaits(Installation tocsin) {
        String waits = awaitWaits(
                tocsin,
                "id=waits",
                "routed as firing",
                ", the last answer: it refuses any message: 400",
                "; the next not before ");
        String request = waits.replaceAll("(?s).*, request (\\S+): news.*", "$1");
        assertThat(why(tocsin, request).output()).contains("id=\"waits\"").doesNotContain("id=\"told\"");
        assertThat(why(tocsin, "severity=critical").output()).contains("2 alerts match", "id=\"waits\"", "id=\"told\"");
    }

    /** Returns what is said then. */
    private static String awaitWaits(Installation tocsin, String alert, String... words) {
        return Awaitility.await("it says why it waits")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> why(tocsin, alert).output(),
                        said -> said.contains("now: firing at rocketchat-critical waits for ")
                                && said.contains(", attempt ")
                                && List.of(words).stream().allMatch(said::contains));
    }

    private static void assertSaysWhatIsNotThere(Installation tocsin) {
        Ended nothing = why(tocsin, "id=other", "--from", "2h", "--zone", "UTC");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.output())
                .contains("no alert matches id=other between ", " and now: look further back with --from");
        Ended wrong = why(tocsin, "id=", "--from", "soon");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output()).contains("an alert has at least one label");
    }
}
