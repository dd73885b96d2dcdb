package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.intake.Appended;
import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.ScriptedAlertLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestServerTest {
    private static final String FIRING = "{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}";
    private static final String BODY = "{\"alerts\":[" + FIRING + "]}";

    private final ServerFixture fixture = ServerFixture.start();
    private final ScriptedAlertLog log = fixture.log;
    private final Bulkhead bulkhead = fixture.bulkhead;

    @AfterEach
    void stop() {
        fixture.close();
    }

    private HttpRequest.Builder to(String path) {
        return fixture.to(path);
    }

    private HttpRequest.Builder webhook(String path, String body) {
        return fixture.webhook(path, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return fixture.send(request);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... parts) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).contains(parts);
    }

    @Test
    void saysHowManyAlertsAreKeptAndUnderWhichRequest() throws Exception {
        HttpResponse<String> response = send(webhook("/webhook", BODY));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo("{\"status\":\"accepted\",\"alerts\":1,\"requestId\":\"request-1\"}");
        assertThat(response.headers().firstValue("X-Request-Id")).contains("request-1");
        assertThat(response.headers().firstValue("tocsin-request-id")).contains("request-1");
        assertThat(log.alerts().getFirst().identity().source()).isEqualTo("alertmanager");
        assertThat(log.batches().getFirst().requestId()).isEqualTo("request-1");
    }

    @Test
    void thePathNamesTheSource() throws Exception {
        assertThat(send(webhook("/webhook/staging.eu", BODY)).statusCode()).isEqualTo(200);

        assertThat(log.alerts().getFirst().identity().source()).isEqualTo("staging.eu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "a%7Cb", "%20"})
    void refusesAPathThatNamesNoSource(String source) throws Exception {
        assertProblem(send(webhook("/webhook/" + source, BODY)), 400, "names the source");
        assertThat(log.batches()).isEmpty();
    }

    @Test
    void passesAValidTraceOn() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        send(webhook("/webhook", BODY).header("traceparent", trace));
        send(webhook("/webhook", BODY).header("traceparent", "anything"));

        assertThat(log.batches().get(0).traceparent()).contains(trace);
        assertThat(log.batches().get(1).traceparent()).isEmpty();
    }

    @Test
    void refusesWhoHasNoTokenBeforeReadingTheBody() throws Exception {
        HttpResponse<String> response = send(to("/webhook")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer wrong")
                .POST(BodyPublishers.ofString("not json")));

        assertProblem(response, 401, "Authorization");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tocsin\"");
        assertThat(response.body()).doesNotContain("wrong");
    }

    @Test
    void readsThePolicyAgainForWhoHasTheTokenAlone() throws Exception {
        HttpRequest.Builder reload = to("/-/reload").POST(BodyPublishers.noBody());

        assertProblem(send(reload), 401, "Authorization");
        assertThat(send(reload.header("Authorization", ServerFixture.TOKEN)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNotJson() throws Exception {
        assertProblem(
                send(to("/webhook").header("Authorization", ServerFixture.TOKEN).POST(BodyPublishers.ofString(BODY))),
                415,
                "Content-Type: application/json");
        assertProblem(send(webhook("/webhook", BODY).header("Content-Encoding", "gzip")), 415, "uncompressed");
        assertProblem(send(webhook("/webhook", "")), 400, "The body is empty");
        assertProblem(send(webhook("/webhook", "{\"alerts\":[{}]}")), 400, "alerts[0] has no status");
        assertThat(log.batches()).isEmpty();
    }

    @Test
    void refusesALargeBodyWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        byte[] large = new byte[300_000];

        HttpResponse<String> announced = send(webhook("/webhook", "").POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<String> chunked =
                send(webhook("/webhook", "").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertProblem(announced, 413, "more than 100000 bytes", "max_alerts");
        assertProblem(chunked, 413, "more than 100000 bytes", "max_alerts");
        assertThat(log.batches()).isEmpty();
        assertThat(bulkhead.bytesTaken()).isZero();
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertProblem(send(webhook("/webhooks", BODY)), 404, "detail");
        HttpResponse<String> wrongMethod = send(to("/webhook").GET());
        assertProblem(wrongMethod, 405, "Allow");
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        assertThat(send(to("/webhook").HEAD()).statusCode()).isEqualTo(405);
        assertThat(send(to("/health").DELETE()).headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void saysWhenToComeBackWhileTheLogTakesNothing() throws Exception {
        log.answer(new Appended.Unavailable("Kafka did not answer within 3 s"));

        HttpResponse<String> response = send(webhook("/webhook", BODY));

        assertProblem(response, 503, "Kafka did not answer within 3 s");
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void healthFollowsTheLog() throws Exception {
        HttpResponse<String> healthy = send(to("/health").GET());
        assertThat(healthy.statusCode()).isEqualTo(200);
        assertThat(healthy.body())
                .isEqualTo("{\"service\":\"tocsin-ingest\",\"status\":\"healthy\",\"version\":\"1.2.3\"}");
        assertThat(send(to("/-/ready").GET()).statusCode()).isEqualTo(200);

        log.answer(new Appended.Unavailable("gone"));

        HttpResponse<String> unhealthy = send(to("/health").GET());
        assertThat(unhealthy.statusCode()).isEqualTo(503);
        assertThat(unhealthy.body()).contains("\"unhealthy\"", "\"reason\":\"gone\"");
        assertThat(send(to("/-/ready").GET()).statusCode()).isEqualTo(503);
        assertThat(send(to("/-/healthy").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhatHappened() throws Exception {
        send(webhook("/webhook", BODY));
        send(webhook("/webhook", "{"));
        log.answer(new Appended.Unavailable("gone"));
        send(webhook("/webhook", BODY));

        assertThat(send(to("/metrics").GET()).body())
                .contains("tocsin_ingest_requests_total{code=\"200\"} 1.0")
                .contains("tocsin_ingest_requests_total{code=\"400\"} 1.0")
                .contains("tocsin_ingest_requests_total{code=\"503\"} 1.0")
                .contains("tocsin_ingest_not_taken_total{reason=\"malformed\"} 1.0")
                .contains("tocsin_ingest_not_taken_total{reason=\"log\"} 1.0")
                .contains("tocsin_ingest_alerts_total 1.0")
                .contains("tocsin_ingest_ack_seconds_count 1")
                .contains("tocsin_ingest_in_flight 0.0");
    }
}
