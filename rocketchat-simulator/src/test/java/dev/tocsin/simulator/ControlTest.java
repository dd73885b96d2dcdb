package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, its live events, and the switches for scripts. */
class ControlTest {
    private final SimulatorFixture it = new SimulatorFixture();

    @AfterEach
    void stop() {
        it.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/,text/html",
        "/page/page.css,text/css",
        "/page/page.js,text/javascript",
        "/page/message.js,text/javascript",
        "/page/markdown.js,text/javascript",
        "/page/faults.js,text/javascript",
        "/page/icon.svg,image/svg+xml",
    })
    void servesThePageUnderAStrictPolicy(String path, String type) throws Exception {
        HttpResponse<String> response = it.send("GET", path, "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(response.body()).doesNotContain("innerHTML", " onclick=", "<script>", " style=");
    }

    @Test
    void servesNothingElse() throws Exception {
        assertThat(it.send("GET", "/page/ControlTest.class", "").statusCode()).isEqualTo(404);
        assertThat(it.send("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsAnOpenPageOfEveryMessage() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> events = client.send(
                    HttpRequest.newBuilder(URI.create(it.simulator.url() + "/__events"))
                            .header("accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofLines());
            try (Stream<String> lines = events.body()) {
                var seen = lines.filter(line -> !line.isEmpty()).iterator();
                assertThat(seen.next()).contains("hello");
                seen.next();
                it.hook("{\"text\":\"live\"}");
                assertThat(seen.next()).contains("message");
                assertThat(seen.next()).contains("\"msg\":\"live\"", "\"channel\":\"#alerts-critical\"");
                it.simulator.faults().set(FaultRule.always(new Fault.Reset()));
                assertThat(seen.next()).contains("faults");
                assertThat(seen.next()).contains("\"kind\":\"reset\"");
                it.simulator.close();
                assertThat(seen.hasNext()).isFalse();
            }
        }
    }

    @Test
    void listsAndForgetsMessages() throws Exception {
        it.hook("{\"text\":\"one\"}");
        assertThat(it.send("GET", "/__messages?channel=alerts-critical", "").body())
                .contains("\"msg\":\"one\"");
        assertThat(it.send("GET", "/__messages?channel=%23alerts-info", "").body())
                .isEqualTo("{\"messages\":[]}");
        assertThat(it.send("GET", "/__messages", "").body()).contains("\"arrival\":\"webhook\"");
        assertThat(it.send("GET", "/__state", "").body()).contains("\"rules\":[]", "#alerts-warning", "one");

        it.send("DELETE", "/__messages", "");
        assertThat(it.simulator.messages()).isEmpty();
        assertThat(it.simulator.requests()).isEmpty();
    }

    @Test
    void switchesSettingsWhileRunning() throws Exception {
        String hook = it.simulator.hook(SimulatorFixture.CRITICAL).id();
        HttpResponse<String> response = it.send("PUT", "/__settings", """
                {"badToken":"json-404","fields":"v7","duplicates":"race","threads":"off","maxMessageSize":10,
                 "restLimiter":false,"restLimit":{"calls":3,"windowMs":5},"sendMessageLimit":{"calls":4,"windowMs":6},
                 "hooksLimiter":true,"hooksLimit":{"calls":2,"windowMs":1000},"permissions":["mention-all"],
                 "channels":{"#alerts-critical":{"archived":true,"readonly":true}},
                 "hooks":{"%s":{"state":"disabled","overrideAllowed":true}}}
                """.formatted(hook));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"badToken\":\"json-404\"",
                        "\"fields\":\"v7\"",
                        "\"duplicates\":\"race\"",
                        "\"threads\":\"off\"")
                .contains("\"restLimit\":{\"calls\":3,\"windowMs\":5}", "\"hooksLimiter\":true")
                .contains("\"permissions\":[\"mention-all\"]", "\"state\":\"disabled\"")
                .contains("\"#alerts-critical\":{\"archived\":true,\"readonly\":true");
        assertThat(it.send("GET", "/__settings", "").body()).isEqualTo(response.body());
        assertThat(it.hook("{}").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nothing\":1}",
                "{\"fields\":\"v9\"}",
                "{\"hooksLimiter\":\"on\"}",
                "{\"hooksLimit\":{\"calls\":0}}",
                "{\"maxMessageSize\":0}",
                "{\"channels\":{\"#no\":{\"archived\":true}}}",
                "{\"channels\":{\"#alerts-info\":{\"gone\":true}}}",
                "{\"hooks\":{\"no\":{\"state\":\"disabled\"}}}",
                "[]",
            })
    void refusesSettingsItDoesNotKnow(String settings) throws Exception {
        HttpResponse<String> response = it.send("PUT", "/__settings", settings);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isNotBlank();
    }

    @Test
    void keepsItsAddressesOverARestart() {
        String url = it.simulator.webhookUrl(SimulatorFixture.CRITICAL);
        BotAccount bot = it.simulator.bot();
        try (SimulatorFixture again = new SimulatorFixture()) {
            assertThat(again.simulator.webhookUrl(SimulatorFixture.CRITICAL))
                    .isEqualTo(url.replace(":" + it.simulator.port(), ":" + again.simulator.port()));
            assertThat(again.simulator.bot()).isEqualTo(bot);
        }
    }

    @Test
    void keepsTheNewestMessagesOnly() throws Exception {
        try (SimulatorFixture small = new SimulatorFixture(config -> config.withMaxMessages(2))) {
            for (String text : List.of("one", "two", "three")) {
                small.hook("{\"text\":\"" + text + "\"}");
            }
            assertThat(small.simulator.messages().stream().map(ChatMessage::text))
                    .containsExactly("two", "three");
        }
    }

    @Test
    void addsChannelsWithHooks() throws Exception {
        it.simulator.addChannel("#ops");

        it.send("POST", it.simulator.webhookUrl("#ops"), "{\"text\":\"t\"}", "content-type", "application/json");

        assertThat(it.simulator.messages().getFirst().channel()).isEqualTo("#ops");
        assertThatIllegalArgumentException().isThrownBy(() -> it.simulator.addChannel("ops"));
        assertThatIllegalArgumentException().isThrownBy(() -> it.simulator.webhookUrl("#none"));
    }
}
