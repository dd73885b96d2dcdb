package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin audit} after an outage and a kill, and after a record was lost. */
class AuditIT {
    private static final Topics TOPICS = new Topics("");
    private static final String RECEIVER = "rocketchat-critical";
    private static final int EACH = 10;
    private static final int ENDED = 4;
    private static final int REPEATED = 3;

    @TempDir
    Path folder;

    private static Ended audit(Installation tocsin, String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        return tocsin.run(Map.of(), all.toArray(String[]::new));
    }

    @Test
    void addsUpAfterAnOutageAndNamesWhatWasLost() {
        try (Installation tocsin = new Installation(folder)) {
            tocsin.brokerHere();
            tocsin.ingest(1).awaitReady();
            tocsin.router(1).awaitReady();
            TocsinProcess notifier = tocsin.notifier(1).awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                quietNight(tocsin, load);
                outage(tocsin, load, notifier);
                assertAddsUp(tocsin);
                notifier.close();
                RoutedAlert lost = lose(tocsin, load);
                assertNamed(tocsin, lost);
            }
            TocsinProcess wrong = tocsin.command("audit", Map.of(), "audit", "--from", "soon");
            assertThat(wrong.awaitEnd()).isEqualTo(2);
        }
    }

    private static void fire(Load load, String name, String severity) {
        IntStream.range(0, EACH)
                .forEach(i -> assertThat(load.fire(name + "-" + i, severity)).isTrue());
    }

    /** Alerts, ends of some, and bodies that say what is known. */
    private static void quietNight(Installation tocsin, Load load) {
        fire(load, "night", "critical");
        fire(load, "idle", "info");
        tocsin.awaitAllTold(load);
        for (int i = 0; i < ENDED; i++) {
            assertThat(load.resolve("night-" + i, "critical")).isTrue();
        }
        for (int i = ENDED; i < ENDED + REPEATED; i++) {
            String body = Load.body("night-" + i, "critical", Clock.systemUTC().instant(), null);
            assertThat(load.status(tocsin.ingestUrls().getFirst(), body)).isEqualTo(200);
        }
        tocsin.awaitAllTold(load);
    }

    /** The room takes nothing, and the notifier is killed meanwhile. */
    private static void outage(Installation tocsin, Load load, TocsinProcess notifier) {
        int before = tocsin.chat().requests().size();
        tocsin.chat().faults().set(FaultRule.always(new Fault.Status(500, "")));
        fire(load, "outage", "critical");
        Awaitility.await("an attempt has failed")
                .atMost(Duration.ofMinutes(2))
                .until(() -> tocsin.chat().requests().size() > before);
        notifier.startAgain();
        notifier.awaitReady();
        tocsin.chat().faults().clear();
        tocsin.awaitAllTold(load);
        assertThat(load.repeats()).as("nothing was posted twice").isZero();
    }

    private static void assertAddsUp(Installation tocsin) {
        int news = 3 * EACH + ENDED;
        int critical = 2 * EACH + ENDED;
        Awaitility.await("the last deliveries are written and committed")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    Ended json = audit(tocsin, "--output", "json");
                    assertThat(json.code()).as(json.output()).isZero();
                    assertThat(json.output())
                            .contains(
                                    "\"holds\":true",
                                    "\"router\":{\"received\":" + (news + REPEATED) + ",\"duplicate\":" + REPEATED
                                            + ",\"stale\":0,\"muted\":0,\"rejected\":0,\"news\":" + news
                                            + ",\"pending\":0,\"notKnown\":0,\"neverReceived\":0,\"brokenBy\":0}",
                                    told("rocketchat-critical", critical),
                                    told("rocketchat-info", EACH),
                                    "\"unreadable\":0",
                                    "\"broken\":[]")
                            .doesNotContain("WARN");
                });
        Ended table = audit(tocsin, "--from", "1h", "--zone", "UTC");
        assertThat(table.code()).as(table.output()).isZero();
        assertThat(table.output())
                .contains("NOT KNOWN", "UNACCOUNTED", "ORDER AT", "holds", "it all adds up")
                .doesNotContain("BROKEN", "WARN");
    }

    private static String told(String receiver, int delivered) {
        return "{\"receiver\":\"" + receiver + "\",\"hasGroup\":true,\"routed\":" + delivered + ",\"delivered\":"
                + delivered
                + ",\"superseded\":0,\"parked\":0,\"discarded\":0,\"replayed\":0,\"pending\":0,\"unaccounted\":0";
    }

    /** While the notifier is away somebody moves the receiver's offsets past what it was not told. */
    private static RoutedAlert lose(Installation tocsin, Load load) {
        assertThat(load.fire("lost", "critical")).isTrue();
        List<RoutedAlert> found = new ArrayList<>();
        Awaitility.await("it is routed").atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            found.clear();
            TopicReader.all(tocsin.bootstrapServers(), TOPICS.severity("critical")).stream()
                    .filter(routed -> routed.alert().label("id").equals("lost"))
                    .forEach(found::add);
            assertThat(found).hasSize(1);
        });
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", tocsin.bootstrapServers()))) {
            Awaitility.await("the group is empty, and takes other offsets")
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> moved(admin));
        }
        return found.getFirst();
    }

    private static boolean moved(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        IntStream.range(0, 3)
                .forEach(i -> latest.put(
                        new TopicPartition(TOPICS.severity("critical").name(), i), OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        admin.alterConsumerGroupOffsets(TOPICS.receiverGroup(RECEIVER), ends)
                .all()
                .get();
        return true;
    }

    private static void assertNamed(Installation tocsin, RoutedAlert lost) {
        Ended table = audit(tocsin, "--from", "1h", "--zone", "UTC");
        assertThat(table.code()).as(table.output()).isEqualTo(1);
        assertThat(table.output())
                .contains(
                        "BROKEN by 1",
                        "passed by the receiver, and deliveries says nothing of it: 1",
                        RECEIVER + "  " + lost.alert().name() + "  " + lost.identity() + "  " + lost.seq()
                                + "  alerts.critical-",
                        "it does not add up: 1 are named above");
        Ended json = audit(tocsin, "--output", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.output())
                .contains(
                        "\"holds\":false",
                        "\"broken\":[{\"kind\":\"unaccounted\",\"receiver\":\"" + RECEIVER + "\",\"alert\":\""
                                + lost.alert().name() + "\",\"identity\":\"" + lost.identity() + "\"")
                .doesNotContain("\"},{\"kind\"");
    }
}
