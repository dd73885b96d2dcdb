package dev.tocsin.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a {@link Rehearsal} asks of the services: that they are ready, take alerts and tell them. */
final class RehearsedTraffic {
    static final String INGEST = "TOCSIN_INGEST_PORT";
    static final String ROUTER = "TOCSIN_ROUTER_PORT";
    static final String NOTIFIER = "TOCSIN_NOTIFIER_PORT";

    private static final List<String> SERVICES = List.of(INGEST, ROUTER, NOTIFIER);
    private static final Duration IN_TIME = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int BODIES = 200;
    private static final int ALERTS = 25;
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private final Map<String, String> ports;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Traffic for the services at these ports, by the names of their settings. */
    RehearsedTraffic(Map<String, String> ports) {
        this.ports = ports;
    }

    /** Waits until all services are ready. Throws IOException when one is not in time. */
    void awaitReady() throws IOException, InterruptedException {
        for (String service : SERVICES) {
            await(HttpRequest.newBuilder(at(service, "/-/ready")), answer -> answer.statusCode() == OK);
        }
    }

    /** Posts 5,000 alerts, half of them ends of the others. Throws IOException when ingest does not take them. */
    void post() throws IOException, InterruptedException {
        for (int i = 0; i < BODIES; i++) {
            post(body(i, i % 2 == 0 ? "firing" : "resolved"));
        }
    }

    /** Waits until somebody was told something, and looks at the metrics of all. Throws IOException if nobody was. */
    void awaitTold() throws IOException, InterruptedException {
        await(
                HttpRequest.newBuilder(at(NOTIFIER, "/metrics")),
                answer -> answer.body().contains("tocsin_notifier_alerts_total{"));
        for (String service : SERVICES) {
            send(HttpRequest.newBuilder(at(service, "/metrics")));
        }
    }

    private HttpResponse<String> await(HttpRequest.Builder request, Predicate<HttpResponse<String>> good)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Optional<IOException> last = Optional.empty();
        while (System.nanoTime() - begun < IN_TIME.toNanos()) {
            try {
                HttpResponse<String> answer = send(request);
                if (good.test(answer)) {
                    return answer;
                }
                last = Optional.of(new IOException("it answered " + answer.statusCode()));
            } catch (IOException e) {
                // It does not listen yet, or a busy disk holds it up.
                last = Optional.of(e);
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IOException(request.build().uri() + " did not answer as hoped in time", last.orElse(null));
    }

    /** As a source does, again when it is refused for now: a busy disk may hold up a write for seconds. */
    private void post(String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(INGEST, "/webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        int status = await(request, answer -> answer.statusCode() < FAILED && answer.statusCode() != TOO_MANY)
                .statusCode();
        if (status != OK) {
            throw new IOException("ingest answered " + status);
        }
    }

    /** Of every two bodies the second ends the alerts of the first. */
    private static String body(int number, String status) {
        String alerts = IntStream.range(0, ALERTS)
                .mapToObj(i -> """
                        {"status": "%s", "startsAt": "%s", "endsAt": "0001-01-01T00:00:00Z",
                         "labels": {"alertname": "Rehearsal%d", "severity": "%s", "instance": "host-%d:9100"},
                         "annotations": {"summary": "The disk of host-%d is full", "runbook_url": "https://wiki/disk"},
                         "generatorURL": "http://prometheus:9090/graph?g0.expr=up"}
                        """.formatted(
                                status, Instant.EPOCH, number / 20, SEVERITIES.get(i % 3), number / 2 * ALERTS + i, i))
                .collect(Collectors.joining(","));
        return """
                {"version": "4", "groupKey": "{}:{}", "status": "%s", "receiver": "tocsin", "groupLabels": {},
                 "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://alertmanager:9093",
                 "truncatedAlerts": 0, "alerts": [%s]}
                """.formatted(status, alerts);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }
}
