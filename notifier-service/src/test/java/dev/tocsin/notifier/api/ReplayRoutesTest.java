package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayAnswer.Doing;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.past.Past;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.history.replay.run.OtherWordsException;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.State;
import dev.tocsin.wire.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request for a replay is answered, and what becomes of it in the background. Nobody tells anything. */
class ReplayRoutesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Ask ASK = new Ask("missed", NOON, NOON, List.of(), List.of(), List.of(), false, "");
    /** Nobody asks it. */
    private static final Past NOWHERE = ApiServer.past("127.0.0.1:1", new Topics(""), Limits.ofService());

    /** Tells ten alerts, nine of which stand in line until it is stopped; an id of "broken…" fails, one of "done…" is done. */
    private static final class Scripted implements Replays {
        private final Map<String, ReplayRun> kept = new ConcurrentHashMap<>();

        @Override
        public PlanAnswer dryRun(Ask ask, Progress progress) {
            return new PlanAnswer(1, NOON, ask, 0, false, List.of(), 5, 5, 0, Map.of("told", 5L), 0, 0);
        }

        @Override
        public ReplayRun begun(Wish wish) {
            if (wish.id().startsWith("taken")) {
                throw new OtherWordsException("the replay " + wish.id() + " was begun with other words");
            }
            return new ReplayRun(
                    wish.id(),
                    wish.ask().orElse(ASK),
                    State.RUNNING,
                    Counts.NONE,
                    ReplayRun.Progress.NONE,
                    NOON.plusSeconds(kept.size()),
                    Instant.now());
        }

        @Override
        public ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped) {
            ReplayRun run = begun(wish);
            if (wish.id().startsWith("broken")) {
                throw new HistoryException("Kafka did not answer");
            }
            if (wish.id().startsWith("large")) {
                throw new StackOverflowError("of a test");
            }
            ReplayRun.Progress far = new ReplayRun.Progress(10, 9, 1, 0);
            listener.telling(run.with(State.RUNNING, Counts.NONE, far, Instant.now()));
            if (!wish.id().startsWith("done")) {
                Awaitility.await().until(stopped::getAsBoolean);
            }
            State end = stopped.getAsBoolean() ? State.INTERRUPTED : State.DONE;
            return keep(run.with(end, Counts.NONE, far, Instant.now()));
        }

        private ReplayRun keep(ReplayRun run) {
            kept.put(run.id(), run);
            return run;
        }

        @Override
        public List<ReplayRun> all() {
            return List.copyOf(kept.values());
        }
    }

    private final Scripted replays = new Scripted();

    private ApiServer server() {
        return ApiServer.start(NOWHERE, inLine -> replays);
    }

    private static ReplayAnswer read(HttpResponse<String> answer) {
        return AnswerJson.read(answer.body().getBytes(StandardCharsets.UTF_8), ReplayAnswer.class);
    }

    private static HttpResponse<String> begin(ApiServer server, String id) {
        return server.postJson("/replays", "{\"id\":\"" + id + "\",\"from\":\"2h\"}");
    }

    private static ReplayAnswer await(ApiServer server, String id, State state) {
        return Awaitility.await().until(() -> read(server.get("/replays/" + id)), now -> now.state() == state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{; The body can't be used: it is no JSON.",
                "{\"form\":\"2h\"}; The body can't be used: no such field: form.",
                "{}; From is missing: say from when, or which replay shall go on with id alone.",
                "{\"id\":\"a\",\"firing\":true}; From is missing: ",
                "{\"dryRun\":true,\"id\":\"a\"}; A dry run needs from.",
                "{\"from\":\"soon\"}; From: not a time: soon",
                "{\"from\":\"1h\",\"to\":\"2h\"}; To lies before from.",
                "{\"from\":\"1h\",\"mode\":\"some\"}; Not a mode of a replay: some (expected missed, as-routed-now or all).",
                "{\"from\":\"1h\",\"match\":[\"team\"]}; team",
                "{\"from\":\"1h\",\"inLine\":0}; InLine: expected a number from 1 to 10000.",
                "{\"from\":\"1h\",\"parked\":{\"filter\":{}}}; Parked stands with id and inLine alone",
                "{\"parked\":{}}; Neither keys nor filter says what is meant",
                "{\"parked\":{\"keys\":[]}}; Keys is empty: leave it out, or name some.",
                "{\"parked\":{\"filter\":{}},\"dryRun\":true}; Parked stands with id and inLine alone"
            })
    void saysWhatIsWrong(String body, String sentence) {
        try (ApiServer server = server()) {
            HttpResponse<String> answer = server.postJson("/replays", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(sentence);
            assertThat(replays.kept).isEmpty();
        }
    }

    @Test
    void aDryRunIsAnsweredAtOnce() {
        try (ApiServer server = server()) {
            HttpResponse<String> answer =
                    server.postJson("/replays", "{\"from\":\"2h\",\"receiver\":[\"ops\"],\"dryRun\":true}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"told\":5", "\"receivers\":[\"ops\"]");
        }
    }

    @Test
    void isToldInTheBackgroundAndStopped() {
        try (ApiServer server = server()) {
            HttpResponse<String> begun = begin(server, "a");
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
            assertThat(begun.headers().firstValue("Location")).hasValue("/api/v1/replays/a");
            ReplayAnswer telling =
                    Awaitility.await().until(() -> read(server.get("/replays/a")), now -> now.doing() == Doing.TELLING);
            assertThat(telling.progress()).isEqualTo(new ReplayRun.Progress(10, 9, 1, 0));
            assertThat(server.replayAlerts("told")).isEqualTo(1);
            assertThat(server.replayAlerts("in_line")).isEqualTo(8);
            assertThat(server.replayAlerts("left")).isEqualTo(1);
            assertThat(begin(server, "a").statusCode())
                    .as("it goes on as it is")
                    .isEqualTo(202);
            assertThat(server.postJson("/replays", "{\"id\":\"a\",\"from\":\"2h\",\"firing\":true}")
                            .statusCode())
                    .as("other words")
                    .isEqualTo(409);
            assertThat(server.postJson("/replays/a/stop", "{}").statusCode()).isEqualTo(202);
            assertThat(await(server, "a", State.INTERRUPTED).doing()).isNull();
            assertThat(server.postJson("/replays/a/stop", "{}").statusCode())
                    .as("it had ended")
                    .isEqualTo(200);
            assertThat(server.replayAlerts("in_line")).isZero();
            assertThat(server.postJson("/replays", "{\"id\":\"a\"}").statusCode())
                    .as("it goes on")
                    .isEqualTo(202);
        }
        assertThat(replays.all())
                .as("the notifier stopped")
                .extracting(ReplayRun::state)
                .containsExactly(State.INTERRUPTED);
    }

    @Test
    void oneIsToldAtATimeAndFewWait() {
        try (ApiServer server = server()) {
            for (String id : List.of("a", "b", "c", "d")) {
                assertThat(begin(server, id).statusCode()).isEqualTo(202);
                Awaitility.await().until(() -> read(server.get("/replays/a")).doing() == Doing.TELLING);
            }
            HttpResponse<String> full = begin(server, "e");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.headers().firstValue("Retry-After")).isPresent();
            assertThat(read(server.get("/replays/d")).doing()).isEqualTo(Doing.WAITING);
            assertThat(server.get("/replays?limit=2").body()).contains("\"count\":4", "\"truncated\":true");
            assertThat(server.postJson("/replays/d/stop", "{}").statusCode()).isEqualTo(202);
            assertThat(server.postJson("/replays/a/stop", "{}").statusCode()).isEqualTo(202);
            Awaitility.await().until(() -> read(server.get("/replays/b")).doing() == Doing.TELLING);
        }
    }

    @Test
    void saysWhyOneFailed() {
        try (ApiServer server = server()) {
            assertThat(begin(server, "broken").statusCode()).isEqualTo(202);
            assertThat(await(server, "broken", State.FAILED).problem()).isEqualTo("Kafka did not answer.");
        }
    }

    @Test
    void oneThatEndsWithAnErrorIsOver() {
        try (ApiServer server = server()) {
            assertThat(begin(server, "large").statusCode()).isEqualTo(202);
            assertThat(await(server, "large", State.FAILED).problem()).startsWith("It broke");
            assertThat(begin(server, "done").statusCode()).isEqualTo(202);
            assertThat(await(server, "done", State.DONE).doing()).isNull();
        }
    }

    @Test
    void isDoneAndIsListed() {
        try (ApiServer server = server()) {
            assertThat(begin(server, "done").statusCode()).isEqualTo(202);
            await(server, "done", State.DONE);
            HttpResponse<String> unnamed = server.postJson("/replays", "{\"parked\":{\"filter\":{}}}");
            assertThat(read(unnamed).ask().mode()).isEqualTo("parked");
            assertThat(read(unnamed).id()).matches("\\d{8}T\\d{6}-[0-9a-z]{4}");
            assertThat(server.get("/replays").body()).contains("\"count\":2", "\"id\":\"done\"");
        }
    }

    @Test
    void refusesWhatItDoesNotKnowOrDoesNotTell() {
        replays.keep(replays.begun(new Replays.Wish("elsewhere", Optional.of(ASK), Optional.empty())));
        try (ApiServer server = server()) {
            assertThat(server.get("/replays/none").statusCode()).isEqualTo(404);
            assertThat(server.postJson("/replays/none/stop", "{}").statusCode()).isEqualTo(404);
            assertThat(begin(server, "taken").statusCode()).isEqualTo(409);
            assertThat(read(server.get("/replays/elsewhere")).doing()).isNull();
            HttpResponse<String> notHere = server.postJson("/replays/elsewhere/stop", "{}");
            assertThat(notHere.statusCode()).isEqualTo(409);
            assertThat(notHere.body()).contains("This notifier does not tell the replay elsewhere");
        }
    }
}
