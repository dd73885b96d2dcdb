package dev.tocsin.standalone.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.standalone.e2e.Ended;
import dev.tocsin.standalone.e2e.Installation;
import dev.tocsin.standalone.e2e.TocsinProcess;
import dev.tocsin.standalone.e2e.Told;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Alertmanager, whose notifications met no ingest: it was killed, and then what stands before it answered 404, as
 * an ingress without a backend does. To that Alertmanager gives up until the next group_interval, which is far away.
 */
@Containers(AlertmanagerIT.IMAGE)
class ReconcileAlertmanagerIT {
    private static final Duration GROUP_INTERVAL = Duration.ofSeconds(20);
    private static final String REFUSED = "alertmanager_notification_requests_failed_total";
    private static final String SENT = "alertmanager_notification_requests_total";
    private static final Pattern RESULT =
            Pattern.compile("(?m)^tocsin_router_records_total\\{[^}]*result=\"duplicate\"[^}]*} (\\S+)");
    private static final List<String> MISSED =
            List.of("ended-1 RESOLVED", "ended-2 RESOLVED", "new-1 FIRING", "new-2 FIRING");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void bringsWhatIngestMissedAndNothingTwice() throws Exception {
        try (Installation tocsin = new Installation(folder)) {
            tocsin.brokerHere();
            TocsinProcess ingest = tocsin.ingest(
                            1, Map.of("TOCSIN_INGEST_HOST", "0.0.0.0", "TOCSIN_INGEST_TOKEN", AlertmanagerIT.TOKEN))
                    .awaitReady();
            TocsinProcess router = tocsin.router(1).awaitReady();
            tocsin.notifier(1).awaitReady();
            try (Ingress ingress = new Ingress(URI.create(tocsin.ingestUrls().getFirst()));
                    GenericContainer<?> alertmanager =
                            AlertmanagerIT.alertmanager(ingress.port(), GROUP_INTERVAL.toSeconds() + "s")) {
                alertmanager.start();
                Instant began = fireSome(tocsin, alertmanager);
                assertInStep(tocsin, alertmanager);
                ingest.kill9();
                missSome(alertmanager, ingress, began);
                ingress.close(true);
                ingest.startAgain();
                ingest.awaitReady();
                assertNamesWhatWasMissed(tocsin, alertmanager);
                double sent = metric(alertmanager, SENT) - metric(alertmanager, REFUSED);
                assertHeals(tocsin, alertmanager);
                assertThat(metric(alertmanager, SENT) - metric(alertmanager, REFUSED))
                        .as("Alertmanager has brought nothing of it by itself")
                        .isEqualTo(sent);
                ingress.close(false);
                assertAlertmanagersOwnTryIsNoNews(tocsin, router);
            }
        }
    }

    /**
     * What stands before ingest, as before many a service: without a backend it answers 404, which Alertmanager does not
     * repeat before the next group_interval. A connection that is refused it would repeat until ingest is back.
     */
    private final class Ingress implements AutoCloseable {
        private final HttpServer server;
        private final URI backend;
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        Ingress(URI backend) throws IOException {
            this.backend = backend;
            this.server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status(exchange.getRequestHeaders().getFirst("Authorization"), body), -1);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        /** The backend is back, but not listed yet; or is again. */
        void close(boolean notListed) {
            closed = notListed;
        }

        private int status(String authorization, byte[] body) {
            try {
                if (!closed) {
                    return http.send(
                                    HttpRequest.newBuilder(backend)
                                            .header("Authorization", authorization)
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                }
            } catch (IOException e) {
                // No backend.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            refused.add(new String(body, UTF_8));
            return 404;
        }

        boolean hasRefused(String id) {
            return refused.stream().anyMatch(body -> body.contains("id=" + id + ";"));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Instant fireSome(Installation tocsin, GenericContainer<?> alertmanager) throws Exception {
        Instant began = Clock.systemUTC().instant();
        for (String id : List.of("kept", "silenced", "ended-1", "ended-2")) {
            fire(alertmanager, id, began);
        }
        awaitTold(tocsin, Set.of("kept FIRING", "silenced FIRING", "ended-1 FIRING", "ended-2 FIRING"));
        return began;
    }

    private static void assertInStep(Installation tocsin, GenericContainer<?> alertmanager) {
        Ended before = reconcile(tocsin, alertmanager, "--output", "json");
        assertThat(before.code()).as(before.output()).isZero();
        assertThat(JsonMapper.shared().readTree(before.output()).path("inStep").asInt())
                .isEqualTo(4);
    }

    private void missSome(GenericContainer<?> alertmanager, Ingress ingress, Instant began) throws Exception {
        Instant now = Clock.systemUTC().instant();
        post(alertmanager, "alerts", AlertmanagerIT.body("ended-1", began, now));
        post(alertmanager, "alerts", AlertmanagerIT.body("ended-2", began, now));
        post(alertmanager, "silences", """
                {"matchers": [{"name": "alertname", "value": "silenced", "isRegex": false}], "createdBy": "test",
                 "comment": "test", "startsAt": "%s", "endsAt": "%s"}
                """.formatted(now, now.plus(Duration.ofHours(1))));
        fire(alertmanager, "new-1", now);
        fire(alertmanager, "new-2", now);
        Awaitility.await("Alertmanager gives up")
                .atMost(GROUP_INTERVAL.plusSeconds(60))
                .until(() ->
                        List.of("ended-1", "ended-2", "new-1", "new-2").stream().allMatch(ingress::hasRefused));
    }

    private static void assertNamesWhatWasMissed(Installation tocsin, GenericContainer<?> alertmanager) {
        Ended named = reconcile(tocsin, alertmanager, "--output", "json");
        assertThat(named.code()).as(named.output()).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(named.output());
        Map<String, Set<String>> found = new TreeMap<>();
        json.path("findings")
                .forEach(finding -> found.computeIfAbsent(finding.path("what").asString(), any -> new TreeSet<>())
                        .add(finding.path("labels").path("alertname").asString()));
        assertThat(found)
                .isEqualTo(Map.of(
                        "missing", Set.of("new-1", "new-2"),
                        "ended", Set.of("ended-1", "ended-2"),
                        "quiet", Set.of("silenced")));
        assertThat(json.path("inStep").asInt()).isEqualTo(1);
        assertThat(json.path("receivers").toString()).isEqualTo("[\"tocsin\"]");
        assertThat(Told.times(tocsin.chat().messages()).keySet()).doesNotContainAnyElementsOf(MISSED);
    }

    private static void assertHeals(Installation tocsin, GenericContainer<?> alertmanager) {
        Ended healed = reconcile(
                tocsin, alertmanager, "--heal", "--ingest", tocsin.ingestUrls().getFirst());
        assertThat(healed.code()).as(healed.output()).isZero();
        assertThat(healed.output()).contains("2 taken in, 2 resolved, 0 left too young");
        awaitTold(tocsin, Set.copyOf(MISSED));
        Ended again = reconcile(tocsin, alertmanager);
        assertThat(again.code()).as(again.output()).isZero();
        assertThat(again.output()).contains("3 in step, 1 quiet").doesNotContain("missing", "ended");
    }

    /** Its next group_interval brings all four once more: the router drops them. */
    private void assertAlertmanagersOwnTryIsNoNews(Installation tocsin, TocsinProcess router) {
        URI metrics = URI.create(router.address()).resolve("/metrics");
        Awaitility.await("Alertmanager's own try has been routed")
                .atMost(GROUP_INTERVAL.plusSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> sum(RESULT, get(metrics)) >= MISSED.size());
        assertThat(Told.times(tocsin.chat().messages()))
                .isEqualTo(Map.of(
                        "kept FIRING", 1,
                        "silenced FIRING", 1,
                        "ended-1 FIRING", 1,
                        "ended-1 RESOLVED", 1,
                        "ended-2 FIRING", 1,
                        "ended-2 RESOLVED", 1,
                        "new-1 FIRING", 1,
                        "new-2 FIRING", 1));
    }

    private static Ended reconcile(Installation tocsin, GenericContainer<?> alertmanager, String... more) {
        List<String> all = new java.util.ArrayList<>(
                List.of("reconcile", "--alertmanager", AlertmanagerIT.address(alertmanager), "--grace", "1s"));
        all.addAll(List.of(more));
        return tocsin.run(Map.of("TOCSIN_INGEST_TOKEN", AlertmanagerIT.TOKEN), all.toArray(String[]::new));
    }

    private static void awaitTold(Installation tocsin, Set<String> tellings) {
        Awaitility.await("told: " + tellings)
                .atMost(Duration.ofMinutes(2))
                .until(() -> Told.times(tocsin.chat().messages()).keySet().containsAll(tellings));
    }

    private void fire(GenericContainer<?> alertmanager, String id, Instant began) throws Exception {
        post(alertmanager, "alerts", AlertmanagerIT.body(id, began, began.plus(Duration.ofHours(1))));
    }

    private void post(GenericContainer<?> alertmanager, String what, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(AlertmanagerIT.address(alertmanager) + "/api/v2/" + what))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What it counts of its webhooks. */
    private double metric(GenericContainer<?> alertmanager, String name) throws IOException, InterruptedException {
        return sum(
                Pattern.compile("(?m)^" + name + "\\{[^}]*integration=\"webhook\"[^}]*} (\\S+)"),
                get(URI.create(AlertmanagerIT.address(alertmanager) + "/metrics")));
    }

    private String get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double sum(Pattern samples, String metrics) {
        return samples.matcher(metrics)
                .results()
                .map((MatchResult sample) -> sample.group(1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }
}
