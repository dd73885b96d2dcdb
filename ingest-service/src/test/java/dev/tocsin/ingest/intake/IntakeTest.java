package dev.tocsin.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.route.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Origin ORIGIN = new Origin("prod", "request-1", Optional.of("trace"));
    private static final String FIRING = "{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}";

    private final ScriptedAlertLog log = new ScriptedAlertLog();
    private final AtomicLong nanos = new AtomicLong();

    private final Deadlines deadlines = new Deadlines(nanos::get);

    private Bulkhead bulkhead = new Bulkhead(2, 4 << 20);

    @AfterEach
    void close() {
        deadlines.close();
    }

    private Verdict accept(String body) {
        Intake intake = new Intake(IntakeLimits.STANDARD, Policy::standard, log, bulkhead, () -> NOW, deadlines);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Bulkhead.Lease lease = intake.lease();
        assertThat(lease.takeBytes(bytes.length)).isTrue();
        return intake.accept(ORIGIN, bytes, lease);
    }

    private static String body(String... alerts) {
        return "{\"externalURL\":\"http://am\",\"alerts\":[" + String.join(",", alerts) + "]}";
    }

    private static Reason reason(Verdict verdict) {
        return ((Verdict.Refused) verdict).refusal().reason();
    }

    private void assertNothingUnderWay() {
        assertThat(bulkhead.placesTaken()).isZero();
        assertThat(bulkhead.bytesTaken()).isZero();
    }

    @Test
    void writesOneRecordForEachAlertAndThenSaysYes() {
        Verdict verdict = accept(body(FIRING, "{\"status\":\"firing\",\"labels\":{\"a\":\"2\"}}"));

        assertThat(verdict).isEqualTo(new Verdict.Accepted(2, Duration.ZERO));
        assertThat(log.batches()).hasSize(1);
        LogBatch batch = log.batches().getFirst();
        assertThat(batch.requestId()).isEqualTo("request-1");
        assertThat(batch.traceparent()).contains("trace");
        assertThat(batch.entries())
                .extracting(LogEntry::key)
                .containsExactly(
                        "prod|" + Fingerprint.of(Map.of("a", "1")), "prod|" + Fingerprint.of(Map.of("a", "2")));
        ReceivedAlert first = log.alerts().getFirst();
        assertThat(first.requestId()).isEqualTo("request-1");
        assertThat(first.receivedAt()).isEqualTo(NOW);
        assertThat(first.externalUrl()).isEqualTo("http://am");
        assertThat(first.shadowed()).isFalse();
        assertNothingUnderWay();
    }

    @Test
    void aBodyWithoutAlertsIsAcceptedAndNothingWritten() {
        assertThat(accept(body())).isEqualTo(new Verdict.Accepted(0, Duration.ZERO));
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void trustsTheSuppliedFingerprintUnlessALabelIsIgnored() {
        String grafana = "{\"status\":\"firing\",\"labels\":{\"a\":\"1\"},\"fingerprint\":\"00000000000000ff\"}";
        String pair = "{\"status\":\"firing\",\"labels\":{\"a\":\"1\",\"prometheus_replica\":\"0\"},"
                + "\"fingerprint\":\"00000000000000ff\"}";

        accept(body(grafana, pair));

        assertThat(log.batches().getFirst().entries())
                .extracting(LogEntry::key)
                .containsExactly("prod|00000000000000ff", "prod|" + Fingerprint.of(Map.of("a", "1")));
    }

    @Test
    void aResolvedAlertIsShadowedByItsTwinThatFiresInTheSameBody() {
        accept(body(
                "{\"status\":\"resolved\",\"labels\":{\"a\":\"1\",\"prometheus_replica\":\"0\"}}",
                "{\"status\":\"firing\",\"labels\":{\"a\":\"1\",\"prometheus_replica\":\"1\"}}",
                "{\"status\":\"resolved\",\"labels\":{\"a\":\"2\",\"prometheus_replica\":\"0\"}}"));

        assertThat(log.alerts()).extracting(ReceivedAlert::shadowed).containsExactly(true, false, false);
        assertThat(log.alerts().get(0).identity()).isEqualTo(log.alerts().get(1).identity());
    }

    @Test
    void keepsTheOrderOfTheBody() {
        accept(body(FIRING, "{\"status\":\"firing\",\"labels\":{\"b\":\"1\"}}", FIRING));

        assertThat(log.alerts())
                .extracting(received -> received.alert().labels().firstKey())
                .containsExactly("a", "b", "a");
    }

    @Test
    void oneBadAlertLeavesNothingWritten() {
        assertThat(reason(accept(body(FIRING, "{\"status\":\"firing\",\"labels\":{}}"))))
                .isEqualTo(Reason.SHAPE);
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void oneAlertThatIsTooLargeLeavesNothingWritten() {
        String large = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Large\"},\"annotations\":{\"d\":\""
                + "x".repeat(300_000) + "\"}}";

        Verdict verdict = accept(body(FIRING, large));

        assertThat(reason(verdict)).isEqualTo(Reason.ALERT_TOO_LARGE);
        assertThat(((Verdict.Refused) verdict).refusal().sentence())
                .matches("alerts\\[1] \\(alertname \"Large\"\\) weighs 300\\d+ bytes as a record; at most 262144 are"
                        + " taken, so shorten its annotations\\.");
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void aSmallBodyThatGrowsIntoLargeRecordsLeavesNothingWritten() {
        String[] alerts = new String[500];
        Arrays.fill(alerts, FIRING);
        String body = "{\"externalURL\":\"" + "x".repeat(16_000) + "\",\"alerts\":[" + String.join(",", alerts) + "]}";

        assertThat(reason(accept(body))).isEqualTo(Reason.BODY_TOO_LARGE);
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void whenEveryPlaceIsTakenItSaysSoAtOnce() {
        try (Bulkhead.Lease one = bulkhead.lease();
                Bulkhead.Lease two = bulkhead.lease()) {
            assertThat(one.takePlace() && two.takePlace()).isTrue();

            assertThat(accept(body(FIRING))).isInstanceOfSatisfying(Verdict.Unavailable.class, verdict -> {
                assertThat(verdict.cause()).isEqualTo(Verdict.Cause.OVERLOADED);
                assertThat(verdict.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
        }
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void whenTheRecordsFindNoRoomItSaysSoAndWritesNothing() {
        bulkhead = new Bulkhead(2, 500);
        try (Bulkhead.Lease other = bulkhead.lease()) {
            assertThat(other.takeBytes(300)).isTrue();

            assertThat(accept(body(FIRING)))
                    .isInstanceOfSatisfying(
                            Verdict.Unavailable.class,
                            verdict -> assertThat(verdict.cause()).isEqualTo(Verdict.Cause.OVERLOADED));
        }
        assertThat(log.batches()).isEmpty();
        assertNothingUnderWay();
    }

    @Test
    void saysWhyTheLogDoesNotTakeIt() {
        log.answer(new Appended.Unavailable("Kafka did not answer within 3 s"));

        assertThat(accept(body(FIRING)))
                .isEqualTo(new Verdict.Unavailable(
                        Verdict.Cause.LOG,
                        "The alerts could not all be kept: Kafka did not answer within 3 s; try again.",
                        Duration.ofSeconds(5)));
        assertNothingUnderWay();
    }

    @Test
    void aRequestGivenUpKeepsItsPlaceUntilItsFateIsKnown() {
        log.hold();
        // Each look at the clock is three seconds later: soon one is past the deadline.
        try (Deadlines late =
                new Deadlines(() -> nanos.getAndAdd(Duration.ofSeconds(3).toNanos()))) {
            Intake intake = new Intake(IntakeLimits.STANDARD, Policy::standard, log, bulkhead, () -> NOW, late);

            Verdict verdict = intake.accept(ORIGIN, body(FIRING).getBytes(StandardCharsets.UTF_8), intake.lease());

            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Unavailable.class,
                            given -> assertThat(given.cause()).isEqualTo(Verdict.Cause.TIMEOUT));
        }
        assertThat(bulkhead.placesTaken()).isEqualTo(1);
        log.release();
        assertNothingUnderWay();
    }
}
