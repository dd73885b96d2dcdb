package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AlertAnswer;
import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.LifeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin why} and {@code ./tocsin parked} ask a running notifier, which programs can do too. */
class DeliveryApiIT {
    private static final Map<String, String> TOKEN = Map.of("TOCSIN_NOTIFIER_TOKEN", "s3cret");

    private static final Duration ENDS = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** Runs a single command with this environment. */
    private static Ended run(Map<String, String> environment, String... arguments) {
        try (Commands commands = new Commands("api", environment)) {
            return commands.run(ENDS, arguments);
        }
    }

    /** Asks the notifier of this machine, with the token. */
    private static Ended ask(Commands here, String... arguments) {
        return here.run(ENDS, arguments);
    }

    @Test
    void theCommandsAskTheNotifier() throws IOException, InterruptedException {
        try (Installation tocsin = new Installation(folder)) {
            URI notifier = URI.create(tocsin.up(TOKEN).awaitReady().address().replace("/-/ready", ""));
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fire("told", "critical")).isTrue();
                tocsin.awaitAllTold(load);
            }
            Map<String, String> environment =
                    Map.of("TOCSIN_NOTIFIER_TOKEN", "s3cret", "TOCSIN_NOTIFIER_PORT", "" + notifier.getPort());
            try (Commands here = new Commands("api", environment)) {
                assertTold(tocsin, here);
                assertParked(tocsin, here);
                assertGuarded(notifier, here);
            }
        }
    }

    private static void assertTold(Installation tocsin, Commands here) {
        Awaitility.await("deliveries says that it was told")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    Ended told = ask(here, "why", "id=told");
                    assertThat(told.code()).as(told.output()).isZero();
                    assertThat(told.output())
                            .contains("rocketchat-critical: told (firing), attempt 1", "now: nothing of it waits");
                });
        List<AlertAnswer> byHttp = lives(ask(here, "why", "id=told", "--output", "json"));
        assertThat(byHttp).hasSize(1);
        Map<String, String> kafka = Map.of("KAFKA_BOOTSTRAP_SERVERS", tocsin.bootstrapServers());
        assertThat(lives(run(kafka, "why", "id=told", "--output", "json")))
                .as("Kafka itself says the same")
                .isEqualTo(byHttp);
        Ended nothing = ask(here, "why", "id=other");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.output()).contains("no alert matches id=other between ");
    }

    private static List<AlertAnswer> lives(Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
        byte[] json = ended.output().substring(ended.output().indexOf('{')).getBytes(StandardCharsets.UTF_8);
        return AnswerJson.read(json, LifeAnswer.class).alerts();
    }

    private static void assertParked(Installation tocsin, Commands here) {
        String first = ParkedIT.park(tocsin.bootstrapServers(), "ops", "db-1", 0);
        var _ = ParkedIT.park(tocsin.bootstrapServers(), "payments", "db-2", 30);
        assertThat(ask(here, "parked", "list", "--receiver", "ops").output())
                .contains("400 no", "1 parked")
                .doesNotContain("payments");
        assertThat(ask(here, "parked", "show", first).output()).contains("label instance", "db-1", "request-1");
        Ended discarded = ask(here, "parked", "discard", first, "--reason", "known", "--by", "alice", "--yes");
        assertThat(discarded.output()).contains("1 discarded by alice: known");
        assertThat(ask(here, "parked", "show", first).output()).contains("nothing is parked under " + first);
        Ended again = ask(here, "parked", "discard", first, "--reason", "known", "--by", "alice", "--yes");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.output()).containsIgnoringCase("nothing is parked under " + first);
        assertThat(ask(here, "parked", "list").output()).contains("payments", "1 parked");
    }

    private static void assertGuarded(URI notifier, Commands here) throws IOException, InterruptedException {
        assertThat(status(notifier.resolve("/-/ready")))
                .as("admin paths need no token")
                .isEqualTo(200);
        assertThat(status(notifier.resolve("/api/v1/parked"))).isEqualTo(401);
        Ended wrong =
                run(Map.of("TOCSIN_NOTIFIER_TOKEN", "other"), "parked", "list", "--notifier", notifier.toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.output()).contains("It is taken from TOCSIN_NOTIFIER_TOKEN");
        Ended nobody = ask(here, "why", "id=told", "--notifier", "http://127.0.0.1:1");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.output()).contains("no answer from http://127.0.0.1:1: is ./tocsin up running?");
        assertThat(ask(here, "why", "id=told", "--notifier", "here").code()).isEqualTo(2);
    }

    private static int status(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
