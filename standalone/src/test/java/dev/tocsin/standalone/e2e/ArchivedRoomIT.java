package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.RoomFlag;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room is archived under load: it refuses every message, and none of them is at fault. The long form is {@code ./tocsin
 * verify --run archived-room}.
 */
class ArchivedRoomIT {
    private static final Logger log = LoggerFactory.getLogger(ArchivedRoomIT.class);
    private static final int SECONDS = Proof.size("seconds", 10, 60);
    private static final int ALERTS = Proof.size("alerts", 200, 2000);
    private static final String SEVERITY = "critical";
    private static final String ROOM = Way.channel(SEVERITY);

    private final Random random = new Random(Proof.SEED);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Way.class)
    void parksNothingAndTellsAllAfterwards(Way way) throws InterruptedException {
        try (Installation tocsin = new Installation(folder, way, Installation.anyChat())) {
            tocsin.up().awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fire("before", SEVERITY)).isTrue();
                tocsin.awaitAllTold(load);
                archived(tocsin, load);
                load.finish();
                tocsin.awaitAllTold(load);
                assertThat(load.accepted()).hasSizeGreaterThanOrEqualTo(ALERTS);
                assertNothingIsParked(tocsin);
                assertThat(Told.of(tocsin.chat().messages()).inverted())
                        .as("ended before it fired, seed %d", Proof.SEED)
                        .isEmpty();
                assertThat(Copies.toldTwice(tocsin.chat().messages()))
                        .as("told twice, seed %d", Proof.SEED)
                        .isEmpty();
                log.info(
                        "seed {}: {} alerts over {}, {} s archived, {} calls refused, {} messages",
                        Proof.SEED,
                        load.accepted().size(),
                        way,
                        SECONDS,
                        refused(tocsin),
                        tocsin.chat().messages().size());
            }
        }
    }

    private void archived(Installation tocsin, Load load) {
        tocsin.chat().flag(ROOM, RoomFlag.ARCHIVED, true);
        int before = tocsin.chat().messages().size();
        load.run(Math.max(1, Math.ceilDiv(ALERTS, SECONDS)), Duration.ofSeconds(SECONDS), random);
        Awaitility.await("the room has refused, and others have not waited for it")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    assertThat(refused(tocsin)).isPositive();
                    assertThat(tocsin.chat().messages().stream().skip(before).map(ChatMessage::channel))
                            .contains(Way.channel("warning"), Way.channel("info"));
                });
        assertThat(tocsin.chat().messages().stream().skip(before).map(ChatMessage::channel))
                .as("rooms that were told something while %s was archived", ROOM)
                .doesNotContain(ROOM);
        tocsin.chat().flag(ROOM, RoomFlag.ARCHIVED, false);
    }

    private static long refused(Installation tocsin) {
        return tocsin.chat().requests().stream()
                .filter(request -> request.status() == 400)
                .count();
    }

    private static void assertNothingIsParked(Installation tocsin) {
        Topics topics = new Topics("");
        assertThat(TopicReader.all(tocsin.bootstrapServers(), topics.parked()))
                .as("deliveries.parked, seed %d", Proof.SEED)
                .isEmpty();
        List<End> ends = TopicReader.all(tocsin.bootstrapServers(), topics.deliveries()).stream()
                .map(DeliveryEntry::end)
                .distinct()
                .toList();
        assertThat(ends)
                .as("ends in deliveries, seed %d", Proof.SEED)
                .contains(End.DELIVERED)
                .doesNotContain(End.PARKED);
    }
}
