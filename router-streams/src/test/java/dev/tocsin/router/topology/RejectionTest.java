package dev.tocsin.router.topology;

import static dev.tocsin.router.topology.Alerts.firing;
import static dev.tocsin.router.topology.Alerts.resolved;
import static dev.tocsin.router.topology.RouterBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.store.AlertStates;
import dev.tocsin.router.store.Count;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be decoded or told is put aside, and the next record goes on (hazards.md A5). */
class RejectionTest {
    private static final Alert SMALL = firing("critical", START);
    private static final Alert LARGE =
            firing(SMALL.labels(), Map.of("text", "x".repeat(Topics.MAX_RECORD_BYTES)), START);

    @TempDir
    Path stateDir;

    private RouterBench bench;

    @BeforeEach
    void open() {
        bench = new RouterBench(Policy.standard(), stateDir);
    }

    @AfterEach
    void close() {
        assertThat(bench.counts().balanced()).isTrue();
        bench.close();
    }

    private List<TestRecord<byte[], byte[]>> rejected() {
        return bench.read(bench.topics.rejected());
    }

    private static String reason(TestRecord<byte[], byte[]> record) {
        return Headers.text(record.headers(), Headers.REASON).orElseThrow();
    }

    @Test
    void putsAsideWhatIsNoAlertAsItCame() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("theirs", Headers.bytes("kept"));
        bench.raw(Topic.bytes("key"), Topic.bytes("{\"v\":1,\u0007 nonsense"), headers);

        TestRecord<byte[], byte[]> record = rejected().getFirst();
        assertThat(record.key()).isEqualTo(Topic.bytes("key"));
        assertThat(record.value()).isEqualTo(Topic.bytes("{\"v\":1,\u0007 nonsense"));
        assertThat(Headers.text(record.headers(), "theirs")).hasValue("kept");
        assertThat(Headers.text(record.headers(), Headers.ORIGIN)).hasValue("alerts.received-0@0");
        assertThat(reason(record))
                .startsWith("not a received alert")
                .hasSizeLessThan(202)
                .doesNotMatch(".*\\p{Cntrl}.*");
        assertThat(bench.counts().of(Count.REJECTED)).isEqualTo(1);
        assertThat(bench.hear(SMALL).told()).hasSize(1);
    }

    @Test
    void putsAsideARecordWithoutAValueOrWithoutAKey() {
        byte[] value = Codecs.RECEIVED.encode(Alerts.received(SMALL));
        bench.raw(Topic.bytes("key"), null, new RecordHeaders());
        bench.raw(null, value, new RecordHeaders());
        bench.raw(Topic.bytes("alertmanager|0000000000000000"), value, new RecordHeaders());

        assertThat(rejected())
                .extracting(RejectionTest::reason)
                .containsExactly(
                        "the record has no value",
                        "the key is not the identity of the alert",
                        "the key is not the identity of the alert");
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void putsAsideAFiringThatIsTooLargeAndThenKnowsNoEndOfIt() {
        bench.hear(LARGE).hear(resolved(SMALL, START.plusSeconds(60)));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.state(SMALL)).isEmpty();
        assertThat(bench.reminders()).isZero();
        assertThat(bench.counts().of(Count.REJECTED)).isEqualTo(1);
        assertThat(bench.counts().of(Count.STALE)).isEqualTo(1);
        assertThat(bench.counts().routed()).isEmpty();
        assertThat(reason(rejected().getFirst())).contains("too large: ");
    }

    @Test
    void takesAnAlertForFiringWhenItsEndWasTooLargeToBeTold() {
        bench.hear(SMALL).told();

        bench.hear(resolved(LARGE, START.plusSeconds(60)));
        assertThat(bench.told()).isEmpty();
        assertThat(bench.state(SMALL).orElseThrow().firing()).isTrue();

        bench.hear(resolved(SMALL, START.plusSeconds(60)));
        assertThat(bench.toldOne().reason()).isEqualTo(Reason.RESOLVED);
    }

    @Test
    void putsAsideADuplicateThatIsTooLarge() {
        bench.hear(SMALL).told();

        bench.pass(Duration.ofMinutes(1)).hear(LARGE);

        assertThat(bench.state(SMALL).orElseThrow().alert()).isEqualTo(SMALL);
        assertThat(bench.counts().of(Count.REJECTED)).isEqualTo(1);
    }

    @Test
    void cutsWhatIsTooLargeEvenToBePutAside() {
        bench.hear(LARGE);

        TestRecord<byte[], byte[]> record = rejected().getFirst();
        assertThat(record.value()).hasSize(64 << 10);
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).startsWith("{\"v\":1");
        assertThat(reason(record)).startsWith("cut, too large to be kept here: ");
        assertThat(Headers.text(record.headers(), Headers.ORIGIN)).hasValue("alerts.received-0@0");
    }

    @Test
    void weighsHeadersToo() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, new byte[Topics.MAX_RECORD_BYTES]);
        bench.hear(Alerts.received(SMALL), headers);

        assertThat(bench.told()).isEmpty();
        assertThat(rejected()).hasSize(1);
    }

    @Test
    void tellsWhatJustFits() {
        Alert fits = firing(SMALL.labels(), Map.of("text", "x".repeat(Topics.MAX_RECORD_BYTES - 2000)), START);

        assertThat(bench.hear(fits).told()).hasSize(1);
    }

    @Test
    void takesAStateThatCannotBeReadForUnknown() {
        bench.hear(SMALL).told();
        new AlertStates(bench.store()).put(Alerts.received(SMALL).identity(), Topic.bytes("{\"v\":9}"));

        assertThat(bench.hear(SMALL).toldOne().reason()).isEqualTo(Reason.FIRING);
    }
}
