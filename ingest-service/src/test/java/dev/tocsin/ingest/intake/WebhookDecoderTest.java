package dev.tocsin.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.ingest.intake.Submission.Submitted;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDecoderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Submission decode(String body) {
        return new WebhookDecoder(IntakeLimits.STANDARD).decode(body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** Decodes a body with one alert that has these fields. */
    private static Submitted alert(String fields) {
        return decode("{\"alerts\":[{" + fields + "}]}").alerts().getFirst();
    }

    private static Refusal refusal(String body, IntakeLimits limits) {
        try {
            new WebhookDecoder(limits).decode(body.getBytes(StandardCharsets.UTF_8), NOW);
            throw new AssertionError("not refused: " + body);
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = WebhookDecoderTest.class.getResourceAsStream("/alertmanager/" + name + ".json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "all-resolved-critical, resolved, 478bf9789045b56e",
        "all-resolved-warning, resolved, 54d07d038d120dd8",
        "firing-after-inhibition-warning, firing, 86f98a2a3dc132b6",
        "firing-one-alert-warning, firing, 54d07d038d120dd8",
        "firing-truncated-info, firing firing, 1cd64944293de75a 292189056705aa8e",
        "firing-two-alerts-critical, firing firing, a2a947a8e38e6afd 478bf9789045b56e",
        "some-resolved-critical, resolved firing, a2a947a8e38e6afd 478bf9789045b56e",
    })
    void readsWhatAlertmanagerSends(String name, String statuses, String fingerprints) throws IOException {
        Submission submission = new WebhookDecoder(IntakeLimits.STANDARD).decode(sample(name), NOW);

        assertThat(submission.externalUrl()).isEqualTo("http://alertmanager:9093");
        assertThat(submission.alerts())
                .extracting(submitted -> submitted.alert().status().word())
                .containsExactly(statuses.split(" ", -1));
        assertThat(submission.alerts())
                .extracting(submitted -> submitted.fingerprint().orElseThrow().toString())
                .containsExactly(fingerprints.split(" ", -1));
        assertThat(submission.alerts())
                .allSatisfy(submitted -> assertThat(submitted.fingerprint())
                        .contains(Fingerprint.of(submitted.alert().labels())));
    }

    @Test
    void readsEveryFieldOfAnAlert() throws IOException {
        assertThat(new WebhookDecoder(IntakeLimits.STANDARD)
                        .decode(sample("firing-two-alerts-critical"), NOW)
                        .alerts()
                        .getFirst()
                        .alert()
                        .generatorUrl())
                .isEqualTo("http://prometheus:9090/graph?g0.expr=up+%3D%3D+0");

        Submission submission = new WebhookDecoder(IntakeLimits.STANDARD).decode(sample("some-resolved-critical"), NOW);

        Alert resolved = submission.alerts().getFirst().alert();
        assertThat(resolved.name()).isEqualTo("CaptchaServiceDown");
        assertThat(resolved.label("instance")).isEqualTo("worker-1:8080");
        assertThat(resolved.annotation("summary")).isEqualTo("Captcha service is down");
        assertThat(resolved.startsAt()).isEqualTo("2026-11-20T23:51:34.571076278Z");
        assertThat(resolved.endsAt()).isEqualTo("2026-11-20T23:51:41Z");
        assertThat(submission.alerts().getLast().alert().endsAt()).isNull();
    }

    @Test
    void readsGrafanasBodyOfTheSameShape() {
        Submission submission = decode("""
                {"receiver":"r","version":"1","orgId":1,"title":"[FIRING:1]","state":"alerting","alerts":[
                  {"status":"firing","labels":{"alertname":"A"},"annotations":{},"startsAt":"2026-11-21T09:00:00+01:00",
                   "endsAt":"0001-01-01T00:00:00Z","values":{"B":22.5,"C":1},"valueString":"x","fingerprint":"c6eadffa33fcdf37"}]}
                """);

        assertThat(submission.alerts().getFirst().alert().startsAt()).isEqualTo("2026-11-21T08:00:00Z");
    }

    @Test
    void anEmptyArrayIsABodyWithoutAlerts() {
        assertThat(decode("{\"alerts\":[]}").alerts()).isEmpty();
    }

    @Test
    void dropsLabelsAndAnnotationsWithoutAValue() {
        Alert alert = alert("""
                "status":"firing","labels":{"a":"1","empty":"","none":null},"annotations":{"x":"","y":"2"}
                """).alert();

        assertThat(alert.labels()).isEqualTo(Map.of("a", "1"));
        assertThat(alert.annotations()).isEqualTo(Map.of("y", "2"));
    }

    @Test
    void ofAKeyThatStandsThereTwiceTheLastOneCounts() {
        Submitted submitted = alert("""
                "status":"resolved","status":"firing","labels":{"a":"0"},"labels":{"a":"1","a":"2","b":"3","b":""}
                """);

        assertThat(submitted.alert().status()).isEqualTo(Status.FIRING);
        assertThat(submitted.alert().labels()).isEqualTo(Map.of("a", "2"));
        assertThat(decode("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}],\"alerts\":[]}")
                        .alerts())
                .isEmpty();
    }

    @Test
    void aFiringAlertWithoutTimesStartedWhenItArrivedAndHasNoEnd() {
        Alert alert = alert("\"status\":\"firing\",\"labels\":{\"a\":\"1\"},\"endsAt\":\"0001-01-01T00:00:00Z\"")
                .alert();

        assertThat(alert.startsAt()).isEqualTo(NOW);
        assertThat(alert.endsAt()).isNull();
    }

    @Test
    void aResolvedAlertWithoutTimesEndedWhenItArrived() {
        Alert alert = alert("\"status\":\"resolved\",\"labels\":{\"a\":\"1\"},\"startsAt\":\"\",\"endsAt\":null")
                .alert();

        assertThat(alert.startsAt()).isEqualTo(NOW);
        assertThat(alert.endsAt()).isEqualTo(NOW);
    }

    @Test
    void aResolvedAlertWithoutAStartDidNotStartAfterItsEnd() {
        Alert alert = alert("\"status\":\"resolved\",\"labels\":{\"a\":\"1\"},\"endsAt\":\"2026-11-21T09:00:00Z\"")
                .alert();

        assertThat(alert.startsAt()).isEqualTo(alert.endsAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "478bf9789045b56", "478bf9789045b56ef", "478bf9789045b56z"})
    void aFingerprintThatIsNoneCountsAsNotSupplied(String text) {
        assertThat(alert("\"status\":\"firing\",\"labels\":{\"a\":\"1\"},\"fingerprint\":\"" + text + "\"")
                        .fingerprint())
                .isEqualTo(Optional.empty());
    }

    @Test
    void halfACharacterIsReplacedAsInGo() {
        Alert alert = alert("\"status\":\"firing\",\"labels\":{\"a\":\"x\\ude00y\",\"b\":\"\\ud83d\\ude00\"}")
                .alert();

        assertThat(alert.labels()).isEqualTo(Map.of("a", "x\ufffdy", "b", "\ud83d\ude00"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | EMPTY_BODY | The body is empty; post Alertmanager's webhook JSON.
            ` \n `                | EMPTY_BODY | The body is empty; post Alertmanager's webhook JSON.
            []                    | SHAPE | The body is an array; it must be an object with the array alerts, as Alertmanager's webhook sends.
            "x"                   | SHAPE | The body is "x"; it must be an object with the array alerts, as Alertmanager's webhook sends.
            {}                    | SHAPE | The body has no alerts; Alertmanager's webhook sends an array of that name.
            {"alerts":null}       | SHAPE | alerts is null; it must be an array of alerts.
            {"alerts":{}}         | SHAPE | alerts is an object; it must be an array of alerts.
            {"alerts":[],"externalURL":5} | SHAPE | externalURL is a number; it must be a string.
            {"alerts":[]}{}       | MALFORMED | The body goes on after the end of its JSON object; send one object.
            {"alerts":[]          | MALFORMED | The body is not valid JSON at line 1, column 13: it ends too early; send the whole body.
            {"alerts":[],}        | MALFORMED | The body is not valid JSON at line 1, column 14: Unexpected character ('}' (code 125)): was expecting double-quote to start property name.
            {"alerts":[nope]}     | MALFORMED | The body is not valid JSON at line 1, column 12: Unrecognized token 'nope'.
            <alerts/>             | MALFORMED | The body is not valid JSON at line 1, column 1: Unexpected character ('<' (code 60)): expected a valid value.
            """)
    void refusesABodyThatIsNone(String body, Reason reason, String sentence) {
        assertThat(refusal(body, IntakeLimits.STANDARD)).isEqualTo(new Refusal(reason, sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5                                       | alerts[1] is a number; it must be an object with status and labels.
            {"labels":{"a":"1"}}                    | alerts[1] has no status; say "firing" or "resolved".
            {"status":"pending"}                    | alerts[1].status is "pending"; it must be "firing" or "resolved".
            {"status":1}                            | alerts[1].status is a number; it must be a string.
            {"status":"firing"}                     | alerts[1] has no labels; an alert needs at least one label with a value.
            {"status":"firing","labels":{"a":""}}   | alerts[1] has no labels; an alert needs at least one label with a value.
            {"labels":[]}                           | alerts[1].labels is an array; it must be an object of strings.
            {"labels":{"severity":3}}               | alerts[1].labels.severity is a number; it must be a string.
            {"labels":{"a":{"b":1}}}                | alerts[1].labels.a is an object; it must be a string.
            {"labels":{"":"x"}}                     | alerts[1].labels. has an empty name; give it one or leave it out.
            {"annotations":{"s":true}}              | alerts[1].annotations.s is a boolean; it must be a string.
            {"startsAt":"yesterday"}                | alerts[1].startsAt is "yesterday"; it must be a time as in RFC 3339, such as 2026-11-21T10:00:00Z.
            {"startsAt":1763632294}                 | alerts[1].startsAt is a number; it must be a string.
            {"endsAt":"2026-11-21T10:00:00"}        | alerts[1].endsAt is "2026-11-21T10:00:00"; it must be a time as in RFC 3339, such as 2026-11-21T10:00:00Z.
            {"endsAt":"+12026-11-21T10:00:00Z"}     | alerts[1].endsAt is "+12026-11-21T10:00:00Z"; it must be a time as in RFC 3339, such as 2026-11-21T10:00:00Z.
            """)
    void saysWhereAnAlertIsWrong(String alert, String sentence) {
        String body = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}," + alert + "]}";

        assertThat(refusal(body, IntakeLimits.STANDARD)).isEqualTo(new Refusal(Reason.SHAPE, sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"labels":{"a":"1","b":"1","c":"1"}}      | alerts[0].labels.c is one too many; at most 2 are taken here.
            {"annotations":{"a":"1","b":"1","c":"1"}} | alerts[0].annotations.c is one too many; at most 2 are taken here.
            {"labels":{"abcdef":"1"}}                 | alerts[0].labels.abcdef has a name of 6 characters; at most 5 are taken, so shorten it.
            {"labels":{"a":"12345678901"}}            | alerts[0].labels.a has a value of 11 characters; at most 10 are taken, so shorten it.
            """)
    void refusesLabelsBeyondTheLimits(String alert, String sentence) {
        Refusal refusal = refusal("{\"alerts\":[" + alert + "]}", new IntakeLimits(1_000, 2, 2, 5, 10));

        assertThat(refusal).isEqualTo(new Refusal(Reason.LABELS, sentence));
    }

    @Test
    void annotationsMayBeLong() {
        String text = "x".repeat(100_000);

        assertThat(alert("\"status\":\"firing\",\"labels\":{\"a\":\"1\"},\"annotations\":{\"d\":\"" + text + "\"}")
                        .alert()
                        .annotation("d"))
                .isEqualTo(text);
    }

    @Test
    void refusesMoreAlertsThanTheLimitWithoutReadingOn() {
        String alert = "{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}";
        Refusal refusal =
                refusal("{\"alerts\":[" + alert + "," + alert + ",{not json", new IntakeLimits(1_000, 2, 2, 5, 10));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_ALERTS);
        assertThat(refusal.sentence())
                .isEqualTo("The body holds more than 2 alerts; send fewer at a time (in Alertmanager: max_alerts, or a"
                        + " finer group_by).");
    }

    @Test
    void refusesDeepNestingEvenWhereItSkips() {
        Refusal refusal = refusal("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}", IntakeLimits.STANDARD);

        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal.sentence()).contains("nests deeper than 32 levels");
    }

    @Test
    void saysLittleOfWhatItFoundAndNothingThatBreaksALine() {
        Refusal refusal = refusal(
                "{\"alerts\":[{\"status\":\"a\\nb\\u001b[31m\\u202e" + "x".repeat(500) + "\"}]}",
                IntakeLimits.STANDARD);

        assertThat(refusal.sentence())
                .hasSizeLessThan(150)
                .startsWith("alerts[0].status is \"a?b?[31m?xxx")
                .contains("…\"; it must be");
    }

    @Test
    void refusesUtf16AndBrokenUtf8() {
        WebhookDecoder decoder = new WebhookDecoder(IntakeLimits.STANDARD);

        for (byte[] body : new byte[][] {
            "{\"alerts\":[]}".getBytes(StandardCharsets.UTF_16),
            "{\"alerts\":[]}".getBytes(StandardCharsets.UTF_16LE),
            {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}
        }) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> decoder.decode(body, NOW))
                    .matches(e -> e.refusal().reason() == Reason.MALFORMED);
        }
    }
}
