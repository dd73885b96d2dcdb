package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.standalone.e2e.Load.Accepted;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the notifier over REST while a receiver goes away and comes back, and its fallback is told instead. The
 * long form is {@code ./tocsin verify --run fallback-kills}.
 */
class FallbackKillsIT {
    private static final Logger log = LoggerFactory.getLogger(FallbackKillsIT.class);
    private static final String ROOM = "#primary";
    private static final String FALLBACK = "#standin";
    private static final String INSTEAD = "(in place of primary, which takes no messages)";
    private static final String AFTERWARDS = "While you were away, told at standin meanwhile:";
    /** Alerts of this name are told at both rooms in any case. */
    private static final int NAME_OF_BOTH = 0;

    private static final String ROUTES = """
            route:
              receiver: primary
              routes:
                - matchers: [alertname="Load%d", severity="critical"]
                  receiver: standin
                  continue: true
                - receiver: primary
            receivers:
              - name: primary
                rocketchat: {room: "%s"}
                fallback: standin
                fallback_after: 1s
              - name: standin
                rocketchat: {room: "%s"}
            """.formatted(NAME_OF_BOTH, ROOM, FALLBACK);

    /** Only critical alerts are told at a fallback, but others keep their receiver busy too. */
    private static final List<String> SEVERITIES = List.of("critical", "critical", "critical", "warning");

    private static final Duration POSTING = Duration.ofSeconds(4);
    /** Long enough for the fallback to be told. */
    private static final Duration LATEST_KILL = Duration.ofMillis(2500);
    /** What goes on firing is ended by and by, and all of it once in so many rounds: then no outage is of interest. */
    private static final double ENDED = 0.3;

    private static final int ALL_ENDED = 8;

    private final Random random = new Random(Proof.SEED + 3);

    @TempDir
    Path folder;

    @Test
    void tellsEveryAlertOnceAtItsReceiverAndAtMostOnceAtTheFallback() throws InterruptedException {
        SimulatorConfig chat = Installation.anyChat().withChannels(List.of(ROOM, FALLBACK));
        Installation tocsin = new Installation(folder, Way.ROOMS, chat, ROUTES);
        try (NotifierKills run = new NotifierKills(tocsin, SEVERITIES, POSTING, LATEST_KILL)) {
            int outages = killDuringOutages(run);
            Installation.awaitAllTold(run.load(), () -> messages(run, ROOM));
            run.load().endSome(1, random);
            run.load().finish();
            Installation.awaitAllTold(run.load(), () -> messages(run, ROOM));
            awaitEndsAtTheFallback(run);
            awaitRest(tocsin);
            log.info(
                    "{}, {} outages, {} messages of what was missed; at the fallback: {} alerts told instead, in {} messages",
                    run,
                    outages,
                    messages(run, ROOM).stream()
                            .filter(FallbackKillsIT::isAfterwards)
                            .count(),
                    Told.of(toldInstead(run)).firstFiring().size(),
                    toldInstead(run).size());
            run.assertNothingIsLost(messages(run, ROOM));
            assertNothingIsToldTwice(run);
            assertTheFallbackStoodIn(run);
            assertNothingIsParked(tocsin);
        }
    }

    private int killDuringOutages(NotifierKills run) throws InterruptedException {
        try (Outages outages = new Outages(
                run.tocsin().chat(), ROOM, FALLBACK, () -> toldInstead(run).size())) {
            for (int i = 1; i <= NotifierKills.KILLS; i++) {
                run.round();
                run.load().endSome(i % ALL_ENDED == 0 ? 1 : ENDED, random);
            }
            return outages.ended();
        }
    }

    private static List<ChatMessage> messages(NotifierKills run, String room) {
        return run.tocsin().chat().messages().stream()
                .filter(message -> message.channel().equals(room))
                .toList();
    }

    private static boolean isAfterwards(ChatMessage message) {
        return Telling.words(message).contains(AFTERWARDS);
    }

    private static List<ChatMessage> toldInstead(NotifierKills run) {
        return messages(run, FALLBACK).stream()
                .filter(message -> Telling.words(message).contains(INSTEAD))
                .toList();
    }

    private static void awaitEndsAtTheFallback(NotifierKills run) {
        Map<String, Accepted> accepted = run.load().accepted();
        Awaitility.await("what was told firing at the fallback is told ended there")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    Told there = Told.of(messages(run, FALLBACK));
                    Map<String, Accepted> owed = new HashMap<>(accepted);
                    owed.keySet().removeIf(id -> !there.firstFiring().containsKey(id) && !isToldAtBoth(id, accepted));
                    assertThat(there.missing(owed))
                            .as("not told at the fallback, seed %d", Proof.SEED)
                            .isEmpty();
                });
    }

    /** Waits until no lane has a closed batch: it might be told, or told again, after we looked. */
    private static void awaitRest(Installation tocsin) {
        Topics topics = new Topics("");
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, tocsin.bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            Awaitility.await("no batch is closed").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                for (String receiver : List.of("primary", "standin")) {
                    assertThat(admin.listConsumerGroupOffsets(topics.receiverGroup(receiver))
                                    .partitionsToOffsetAndMetadata()
                                    .get())
                            .as("what stands for %s, seed %d", receiver, Proof.SEED)
                            .isNotEmpty()
                            .allSatisfy((partition, lane) -> assertThat(lane.metadata())
                                    .contains("\"born\"")
                                    .doesNotContain("\"plan\""));
                }
            });
        }
    }

    private static boolean isToldAtBoth(String id, Map<String, Accepted> accepted) {
        return Load.nameOf(id) == NAME_OF_BOTH
                && Objects.requireNonNull(accepted.get(id)).severity().equals("critical");
    }

    private static void assertNothingIsToldTwice(NotifierKills run) {
        assertThat(run.storedIds())
                .as("ids of stored messages, seed %d", Proof.SEED)
                .doesNotHaveDuplicates();
        for (String room : List.of(ROOM, FALLBACK)) {
            assertThat(Copies.toldTwice(messages(run, room)))
                    .as("told in two messages in %s, seed %d", room, Proof.SEED)
                    .isEmpty();
        }
    }

    private static void assertTheFallbackStoodIn(NotifierKills run) {
        Map<String, Accepted> accepted = run.load().accepted();
        assertThat(toldInstead(run))
                .as("told at the fallback instead: without any this run proves nothing, seed %d", Proof.SEED)
                .isNotEmpty();
        assertThat(Told.of(toldInstead(run)).firstFiring().keySet())
                .as("told at the fallback instead, seed %d", Proof.SEED)
                .allMatch(id ->
                        Objects.requireNonNull(accepted.get(id)).severity().equals("critical"))
                .noneMatch(id -> isToldAtBoth(id, accepted));
        Told there = Told.of(messages(run, FALLBACK));
        // What fired before the outage is told ended there, and nothing else.
        assertThat(there.inverted().stream().filter(there.firstFiring()::containsKey))
                .as("told ended at the fallback before it fired, seed %d", Proof.SEED)
                .isEmpty();
    }

    private static void assertNothingIsParked(Installation tocsin) {
        Topics topics = new Topics("");
        assertThat(TopicReader.all(tocsin.bootstrapServers(), topics.parked()))
                .as("deliveries.parked, seed %d", Proof.SEED)
                .isEmpty();
        assertThat(TopicReader.all(tocsin.bootstrapServers(), topics.deliveries()))
                .as("ends in deliveries, seed %d", Proof.SEED)
                .extracting(DeliveryEntry::end)
                .doesNotContain(DeliveryEntry.End.PARKED);
    }
}
