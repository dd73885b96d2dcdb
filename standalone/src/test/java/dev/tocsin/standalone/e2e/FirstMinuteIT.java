package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's two commands, with no settings but ports of their own, and {@code up} beside a Kafka that is given. */
class FirstMinuteIT {
    private static final Pattern CHAT =
            Pattern.compile("(?m)^ {2}Rocket.Chat {2}(http\\S+)/ {3}\\(a simulator, .*\\)$");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int broker = Network.freePort();

    @TempDir
    Path folder;

    @Test
    void upAndSendTellThreeChannels() throws Exception {
        Path data = folder.resolve("data");
        try (TocsinProcess up = up("first-minute", data, Map.of("TOCSIN_BROKER_PORT", Integer.toString(broker)))) {
            awaitOutput(up, "tocsin is ready");
            assertThat(up.output())
                    .contains("  ingest       " + up.address() + "/webhook   (point Alertmanager here)")
                    .containsPattern("(?m)^ {2}router {7}http://127\\.0\\.0\\.1:\\d+/-/ready$")
                    .containsPattern("(?m)^ {2}notifier {5}http://127\\.0\\.0\\.1:\\d+/-/ready$")
                    .contains("  kafka        127.0.0.1:" + broker + "   (embedded, data in " + data.resolve("kafka")
                            + ")");
            Matcher chat = CHAT.matcher(up.output());
            assertThat(chat.find())
                    .as("the simulator's address in %s", up.output())
                    .isTrue();

            assertSampleIsAccepted(up);
            assertThatAnotherStartsNoBroker(chat.group(1));

            for (String channel : List.of("alerts-critical", "alerts-warning", "alerts-info")) {
                Awaitility.await("a message in " + channel)
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() ->
                                assertThat(messages(chat.group(1), channel)).containsOnlyOnce("[FIRING:1]"));
            }
        }
    }

    private static void assertSampleIsAccepted(TocsinProcess up) {
        try (TocsinProcess send = TocsinProcess.start(
                "first-minute-send", List.of("send", "--url", up.address() + "/webhook"), Map.of(), up.address())) {
            assertThat(send.awaitEnd()).isZero();
            assertThat(send.output())
                    .containsPattern("instance demo-\\d+; its end: ./tocsin send --resolve demo-\\d+")
                    .containsPattern("sample: 200 \\{\"status\":\"accepted\",\"alerts\":3,");
        }
    }

    private void assertThatAnotherStartsNoBroker(String chat) {
        Path data = folder.resolve("other");
        Map<String, String> given = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + broker,
                "TOCSIN_TOPIC_PREFIX", "other.",
                "ROCKETCHAT_WEBHOOK_CRITICAL", chat + "/hooks/a/b");
        try (TocsinProcess other = up("first-minute-other", data, given)) {
            awaitOutput(other, "tocsin is ready");
            assertThat(other.output())
                    .contains("  kafka        127.0.0.1:" + broker + "   (given, none was started)")
                    .doesNotContain("a simulator");
            assertThat(data.resolve("kafka")).doesNotExist();
        }
    }

    private static TocsinProcess up(String name, Path data, Map<String, String> more) {
        int ingest = Network.freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TOCSIN_INGEST_PORT", Integer.toString(ingest));
        for (String service : List.of("ROUTER", "NOTIFIER", "SIMULATOR")) {
            environment.put("TOCSIN_" + service + "_PORT", "0");
        }
        return TocsinProcess.start(
                name, List.of("up", "--data", data.toString()), environment, "http://127.0.0.1:" + ingest);
    }

    private static void awaitOutput(TocsinProcess process, String text) {
        Awaitility.await(process.name() + " says: " + text)
                .atMost(Duration.ofSeconds(60))
                .until(() -> process.output().contains(text));
    }

    private static String messages(String chat, String channel) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(chat + "/__messages?channel=" + channel))
                .build();
        return HTTP.send(get, BodyHandlers.ofString()).body();
    }
}
