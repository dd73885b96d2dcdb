package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.past.Past;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.ParkedAlert;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, what is refused and in which words; and that every route is described. */
class ApiRefusalsTest {
    private static final Past NOTHING = new Scripted(() -> {});

    /** A past in which nothing happened; each question runs this first. */
    private record Scripted(Runnable before) implements Past {
        @Override
        public LifeAnswer lives(LifeQuestion question) {
            before.run();
            return new LifeAnswer(1, Instant.EPOCH, question.from(), null, 0, false, List.of());
        }

        @Override
        public ParkedAnswer parked(Selection selection, String after, int most) {
            before.run();
            return new ParkedAnswer(1, Instant.EPOCH, 0, Map.of(), false, null, List.of(), List.of());
        }

        @Override
        public Optional<ParkedAlert> parked(String key) {
            before.run();
            return Optional.empty();
        }

        @Override
        public DiscardAnswer discard(Selection selection, Decision decision) {
            before.run();
            return new DiscardAnswer(1, Instant.EPOCH, decision.dryRun(), 0, Map.of(), List.of());
        }
    }

    @Test
    void everyRouteIsDescribedAndTheOtherWayRound() {
        try (ApiServer server = ApiServer.start(NOTHING)) {
            assertThat(server.routes()).isEqualTo(new OpenApi().routes());
            assertThat(server.get("/openapi.json").body()).contains("\"openapi\": \"3.1.0\"");
        }
    }

    @Test
    void anAnswerIsHeldToItsDescription() {
        OpenApi api = new OpenApi();
        String right =
                "{\"v\":1,\"at\":\"2026-03-02T12:00:00Z\",\"dryRun\":true,\"count\":0,\"receivers\":{},\"missing\":[]}";
        assertThat(api.faults("Discarded", right)).isEmpty();
        assertThat(api.faults("Discarded", right.replace("missing", "mising"))).hasSize(2);
        assertThat(api.faults("Discarded", right.replace("true", "1"))).hasSize(1);
    }

    @Test
    void asksForTheTokenWhereverItListens() {
        for (String host : List.of("127.0.0.1", "0.0.0.0")) {
            try (ApiServer server = ApiServer.start(NOTHING, host, Optional.of(Secret.of("s3cret")))) {
                assertThat(server.get("/parked", "Authorization", "Bearer s3cret")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(server.get("/parked", "Authorization", "Bearer other")
                                .statusCode())
                        .isEqualTo(401);
                HttpResponse<String> without = server.get("/parked");
                assertThat(without.statusCode()).isEqualTo(401);
                assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"tocsin\"");
                assertThat(without.body())
                        .contains("Send the header Authorization with Bearer and the notifier's token.");
                assertThat(server.postJson("/parked/discard", "{}").statusCode())
                        .isEqualTo(401);
                assertThat(server.get("/openapi.json").statusCode()).isEqualTo(401);
            }
        }
    }

    @Test
    void withoutATokenAnswersThisMachineAlone() {
        try (ApiServer server = ApiServer.start(NOTHING, "127.0.0.1", Optional.empty())) {
            assertThat(server.get("/parked").statusCode()).isEqualTo(200);
        }
        try (ApiServer server = ApiServer.start(NOTHING, "0.0.0.0", Optional.empty())) {
            HttpResponse<String> refused = server.get("/parked");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body())
                    .contains("The API answers beyond this machine only to those who show a token: set"
                            + " TOCSIN_NOTIFIER_TOKEN.");
        }
    }

    /** A name that an attacker has point here (DNS rebinding) makes a browser send what this machine alone may ask. */
    @ParameterizedTest
    @CsvSource({"localhost:8095, 200", "127.0.0.1, 200", "[::1]:8095, 200", "evil.example:8095, 403", "10.0.0.7, 403"})
    void withoutATokenAnswersToTheNamesOfThisMachineAlone(String host, String status) {
        try (ApiServer server = ApiServer.start(NOTHING)) {
            assertThat(server.getAs(host, "/parked")).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/parked?reciever=ops; 'There is no parameter reciever, only after, from, limit, match, receiver, severity, to.'",
                "/parked?limit=0; 'Limit: expected a number from 1 to 1000.'",
                "/parked?limit=many; 'Limit: expected a number from 1 to 1000.'",
                "/parked?limit=5&limit=6; 'Limit is given more than once.'",
                "/parked?match=team; 'Match: '",
                "/parked?from=soon&to=later; 'From: not a time: soon'",
                "/parked?from=soon&to=later; '; to: not a time: later'",
                "/parked?from=1h&to=2h; 'To lies before from.'",
                "/parked/a?receiver=ops; 'There is no parameter receiver'",
                "/alerts/xyz/history; 'The fingerprint has 16 hex digits; a source and a bar may stand before it'",
                "/alerts/0123456789abcdef/history?to=2d; 'To lies before from.'",
                "/history; 'Alert: nothing is asked for (expected a fingerprint of 16 hex digits'"
            })
    void saysWhatIsWrongWithAQuestion(String path, String sentence) {
        try (ApiServer server = ApiServer.start(NOTHING)) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{; The body can't be used: it is no JSON.",
                "{\"kyes\":[]}; The body can't be used: no such field: kyes.",
                "{\"keys\":[\"a\"],\"by\":\"alice\"}; Reason is missing: a discard needs who decided, and why.",
                "{\"keys\":[\"a\"],\"reason\":\"x\",\"by\":\" \"}; By is missing: a discard needs who decided, and why.",
                "{\"by\":\"a\",\"reason\":\"x\"}; Neither keys nor filter says what is meant",
                "{\"keys\":[],\"by\":\"a\",\"reason\":\"x\"}; Keys is empty: leave it out, or name some.",
                "{\"filter\":{\"match\":[\"team\"]},\"by\":\"a\",\"reason\":\"x\"}; Match: ",
                "{\"filter\":{\"to\":\"soon\"},\"by\":\"a\",\"reason\":\"x\"}; To: not a time: soon"
            })
    void saysWhatIsWrongWithADiscard(String body, String sentence) {
        try (ApiServer server = ApiServer.start(NOTHING)) {
            HttpResponse<String> answer = server.postJson("/parked/discard", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void takesNothingThatAPageOfAnotherSiteCanSend(String type) {
        try (ApiServer server = ApiServer.start(NOTHING)) {
            assertThat(server.post("/parked/discard", "{}", "Content-Type", type)
                            .statusCode())
                    .isEqualTo(415);
            HttpResponse<String> answer = server.get("/parked", "Origin", "https://example.org");
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void noMoreReadThanThereArePlaces() throws ExecutionException, InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Past slow = new Scripted(() -> {
            reading.countDown();
            await(goOn);
        });
        try (ApiServer server = ApiServer.start(slow, new Readings(1, Duration.ofMinutes(1)))) {
            var first = CompletableFuture.supplyAsync(() -> server.get("/parked"));
            await(reading);
            HttpResponse<String> second = server.get("/parked");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(server.get("/openapi.json").statusCode())
                    .as("this one reads nothing")
                    .isEqualTo(200);
            goOn.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(server.get("/parked").statusCode())
                    .as("the place is free again")
                    .isEqualTo(200);
        }
    }

    @Test
    void aReadingThatTakesTooLongIsGivenUp() {
        Past never = new Scripted(() -> await(new CountDownLatch(1)));
        try (ApiServer server = ApiServer.start(never, new Readings(1, Duration.ofMillis(200)))) {
            HttpResponse<String> answer = server.get("/parked");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Reading took longer than");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
