package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault as a client meets it. */
class FaultTest {
    private static final String TEXT = "{\"text\":\"t\"}";
    private final SimulatorFixture it = new SimulatorFixture();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        it.close();
        client.shutdownNow();
    }

    private HttpRequest impatient(Duration patience) {
        return HttpRequest.newBuilder(URI.create(it.simulator.webhookUrl(SimulatorFixture.CRITICAL)))
                .timeout(patience)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(TEXT))
                .build();
    }

    private RecordedRequest lastRequest() {
        return it.simulator.requests().getLast();
    }

    @Test
    void answersWithAnyStatusForTheNextCallsOnly() throws Exception {
        it.simulator.faults().set(FaultRule.next(2, new Fault.Status(503, "{\"down\":true}")));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            statuses.add(it.hook(TEXT).statusCode());
        }

        assertThat(statuses).containsExactly(503, 503, 200);
        assertThat(it.simulator.messages()).hasSize(1);
        assertThat(it.simulator.requests().stream().map(RecordedRequest::fault))
                .containsExactly("status", "status", "");
        assertThat(lastRequest().stored())
                .containsExactly(it.simulator.messages().getFirst().id());
    }

    @Test
    void answers429LikeTheLimiter() throws Exception {
        it.simulator.faults().set(FaultRule.always(new Fault.TooManyRequests(Duration.ofSeconds(7))));

        HttpResponse<String> response = it.hook(TEXT);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(SimulatorFixture.error(response)).contains("wait 7 seconds");
        assertThat(response.headers().firstValue("x-ratelimit-reset"))
                .contains(String.valueOf(it.clock.instant().plusSeconds(7).toEpochMilli()));
    }

    @Test
    void hangsUntilTheClientGivesUpAndStoresNothing() {
        it.simulator.faults().set(FaultRule.always(new Fault.Hang(null)));

        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() -> client.send(impatient(Duration.ofMillis(300)), BodyHandlers.ofString()));
        assertThat(it.simulator.messages()).isEmpty();
        assertThat(lastRequest().status()).isZero();
        assertThat(lastRequest().fault()).isEqualTo("hang");
    }

    @Test
    void hangsForATimeAndThenDropsTheConnection() {
        it.simulator.faults().set(FaultRule.always(new Fault.Hang(Duration.ofMillis(100))));

        assertThatIOException().isThrownBy(() -> it.hook(TEXT)).isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void letsGoOfHangingCallsWhenCleared() {
        it.simulator.faults().set(FaultRule.next(1, new Fault.Hang(null)));
        CompletableFuture<HttpResponse<String>> hanging =
                client.sendAsync(impatient(Duration.ofSeconds(10)), BodyHandlers.ofString());
        await().until(() -> it.simulator.requests().size() == 1);

        it.simulator.faults().clear();

        await().atMost(Duration.ofSeconds(3)).until(hanging::isCompletedExceptionally);
    }

    @Test
    void closesInTimeWhileCallsHang() {
        it.simulator.faults().set(FaultRule.always(new Fault.Hang(null)));
        CompletableFuture<HttpResponse<String>> hanging =
                client.sendAsync(impatient(Duration.ofSeconds(30)), BodyHandlers.ofString());
        await().until(() -> it.simulator.requests().size() == 1);

        it.simulator.close();

        await().atMost(Duration.ofSeconds(3)).until(hanging::isCompletedExceptionally);
    }

    @Test
    void resetsTheConnection() {
        it.simulator.faults().set(FaultRule.always(new Fault.Reset()));

        assertThatIOException().isThrownBy(() -> it.hook(TEXT)).withStackTraceContaining("reset");
        assertThat(it.simulator.messages()).isEmpty();
    }

    @Test
    void storesAndThenLosesTheAnswer() {
        it.simulator.faults().set(FaultRule.next(1, new Fault.StoredButLost(new Fault.Reset())));

        assertThatIOException().isThrownBy(() -> it.sendMessage("{'_id':'once','rid':'ROOM','msg':'x'}"));
        assertThat(it.simulator.messages()).hasSize(1);
        assertThat(lastRequest().status()).isZero();
        assertThat(lastRequest().stored()).containsExactly("once");
    }

    @Test
    void storesAndThenAnswersAsIfNot() throws Exception {
        it.simulator.faults().set(FaultRule.always(new Fault.StoredButLost(new Fault.Status(502, "<h1>Bad"))));

        HttpResponse<String> response = it.hook(TEXT);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(it.simulator.messages()).hasSize(1);
    }

    @Test
    void answersLate() throws Exception {
        it.simulator.faults().set(FaultRule.next(1, new Fault.Slow(Duration.ofMillis(200))));
        long before = System.nanoTime();

        assertThat(it.hook(TEXT).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void answers200ThatIsNoSuccess() throws Exception {
        it.simulator
                .faults()
                .set(List.of(FaultRule.next(1, new Fault.Html()), FaultRule.next(1, new Fault.SuccessFalse("no"))));

        HttpResponse<String> page = it.hook(TEXT);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(it.hook(TEXT).body()).isEqualTo("{\"success\":false,\"error\":\"no\"}");
        assertThat(it.simulator.messages()).isEmpty();
    }

    @Test
    void strikesOneChannelOrPathOnly() throws Exception {
        Fault down = new Fault.Status(500, "");
        it.simulator
                .faults()
                .set(List.of(
                        FaultRule.always(down).onChannel(SimulatorFixture.CRITICAL),
                        FaultRule.always(down).onPath("/api/v1/me")));

        assertThat(it.hook(TEXT).statusCode()).isEqualTo(500);
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(500);
        assertThat(it.rest("GET", "me", "").statusCode()).isEqualTo(500);
        assertThat(it.send("POST", it.simulator.webhookUrl(SimulatorFixture.WARNING), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void picksTheSameCallsWithTheSameSeed() throws Exception {
        FaultRule sometimes = FaultRule.always(new Fault.Status(500, "")).withProbability(0.5, 42);
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            it.simulator.faults().set(sometimes);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                statuses.add(it.hook(TEXT).statusCode());
            }
            runs.add(statuses);
        }
        assertThat(runs.getFirst()).contains(200, 500).isEqualTo(runs.getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"status\",\"status\":503,\"body\":\"no\",\"path\":\"/hooks\"}",
                "{\"kind\":\"429\",\"ms\":1000}",
                "[{\"kind\":\"hang\"},{\"kind\":\"hang\",\"ms\":5}]",
                "{\"kind\":\"reset\",\"count\":3,\"probability\":0.5,\"seed\":7}",
                "{\"kind\":\"stored-but-lost\",\"then\":\"status\",\"status\":400}",
                "{\"kind\":\"stored-but-lost\",\"then\":\"hang\",\"ms\":50}",
                "[{\"kind\":\"slow\",\"ms\":5},{\"kind\":\"html\"},{\"kind\":\"success-false\"}]",
                "[]",
            })
    void takesAndPrintsRulesAsJson(String rules) throws IOException {
        HttpResponse<String> put = it.send("PUT", "/__faults", rules);
        assertThat(put.statusCode()).isEqualTo(200);

        List<FaultRule> set = it.simulator.faults().rules();
        assertThat(FaultJson.parse(put.body())).isEqualTo(set);
        assertThat(it.send("GET", "/__faults", "").body()).isEqualTo(put.body());
        it.send("DELETE", "/__faults", "");
        assertThat(it.simulator.faults().rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"fire\"}",
                "{\"kind\":\"status\",\"status\":99}",
                "{\"kind\":\"slow\",\"ms\":-1}",
                "{\"kind\":\"reset\",\"probability\":2}",
                "{\"kind\":\"reset\",\"count\":\"many\"}",
                "{\"kind\":\"stored-but-lost\",\"then\":\"slow\"}",
                "{\"kind\":\"reset\",\"chanel\":\"x\"}",
                "7",
                "not json",
            })
    void refusesRulesItDoesNotUnderstandWithOneSentence(String rules) throws IOException {
        HttpResponse<String> response = it.send("PUT", "/__faults", rules);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isNotBlank();
        assertThat(it.simulator.faults().rules()).isEmpty();
    }
}
