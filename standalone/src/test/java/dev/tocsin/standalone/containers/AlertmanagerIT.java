package dev.tocsin.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.standalone.e2e.Installation;
import dev.tocsin.standalone.e2e.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A real Alertmanager posts to ingest, with the token in its configuration. */
@Containers(AlertmanagerIT.IMAGE)
class AlertmanagerIT {
    static final String IMAGE = "prom/alertmanager:latest";
    static final String TOKEN = "the-token-of-this-test";
    private static final String THIS_MACHINE = "host.docker.internal";
    private static final int API = 9093;
    private static final String CONFIG = "/etc/alertmanager/alertmanager.yml";

    private static final String TEMPLATES = "/usr/share/prometheus/alertmanager/";

    @TempDir
    Path folder;

    @Test
    void isHeardFromFiringToResolvedInOrder() throws Exception {
        try (Installation tocsin = new Installation(folder)) {
            // The container reaches this machine by the address of its network, so loopback won't do.
            tocsin.up(Map.of("TOCSIN_INGEST_HOST", "0.0.0.0", "TOCSIN_INGEST_TOKEN", TOKEN))
                    .awaitReady();
            int port = URI.create(tocsin.ingestUrls().getFirst()).getPort();
            try (GenericContainer<?> alertmanager = alertmanager(port, "1s");
                    HttpClient http = HttpClient.newHttpClient()) {
                alertmanager.start();
                Instant began = Clock.systemUTC().instant();
                post(http, alertmanager, body("real", began, began.plus(Duration.ofHours(1))));
                awaitTold("firing", tocsin, told -> told.firstFiring().containsKey("real"));
                assertThat(Told.of(tocsin.chat().messages()).firstResolved()).isEmpty();
                post(http, alertmanager, body("real", began, Clock.systemUTC().instant()));
                awaitTold("resolved", tocsin, told -> told.firstResolved().containsKey("real"));
            }
            Told told = Told.of(tocsin.chat().messages());
            assertThat(told.inverted()).isEmpty();
            assertThat(told.doubled()).isEmpty();
        }
    }

    /** One that tells this port of this machine, a group at most once in this time, and repeats nothing for hours. */
    static GenericContainer<?> alertmanager(int ingest, String groupInterval) {
        String config = """
                route: {receiver: tocsin, group_by: [alertname], group_wait: 0s, group_interval: %s, repeat_interval: 4h}
                receivers:
                  - name: tocsin
                    webhook_configs:
                      - url: http://%s:%d/webhook
                        send_resolved: true
                        http_config: {authorization: {credentials: %s}}
                """.formatted(groupInterval, THIS_MACHINE, ingest, TOKEN);
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExtraHost(THIS_MACHINE, "host-gateway")
                .withCopyToContainer(Transferable.of(config), CONFIG)
                // A build by Debian wants these files, which are for people; the project's own has them inside.
                .withCopyToContainer(Transferable.of(""), TEMPLATES + "default.tmpl")
                .withCopyToContainer(Transferable.of(""), TEMPLATES + "email.tmpl")
                // Without peers there is nobody to wait for before the first notification.
                .withCommand("--config.file=" + CONFIG, "--storage.path=/alertmanager", "--cluster.listen-address=")
                .withExposedPorts(API)
                .waitingFor(Wait.forHttp("/-/ready").forPort(API));
    }

    /** An alert of this name, in a group of its own. */
    static String body(String id, Instant startsAt, Instant endsAt) {
        return """
                [{"labels": {"alertname": "%1$s", "severity": "critical", "instance": "db-1"},
                  "annotations": {"summary": "id=%1$s;"}, "startsAt": "%2$s", "endsAt": "%3$s"}]
                """.formatted(id, startsAt, endsAt);
    }

    /** Where it is, seen from here. */
    static String address(GenericContainer<?> alertmanager) {
        return "http://" + alertmanager.getHost() + ":" + alertmanager.getMappedPort(API);
    }

    private static void post(HttpClient http, GenericContainer<?> alertmanager, String body)
            throws IOException, InterruptedException {
        URI api = URI.create(address(alertmanager) + "/api/v2/alerts");
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private static void awaitTold(String what, Installation tocsin, Predicate<Told> expected) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(2))
                .until(() -> expected.test(Told.of(tocsin.chat().messages())));
    }
}
