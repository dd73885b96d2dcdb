package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayBody;
import dev.tocsin.history.answer.ReplaysAnswer;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Ask STORED = new Ask(
            "all",
            NOON.minus(Duration.ofHours(2)),
            NOON,
            List.of("payments"),
            List.of("critical"),
            List.of("team=\"x\""),
            true,
            "test-room");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StandInNotifier notifier;

    ReplayCommandTest() throws IOException {
        notifier = new StandInNotifier();
    }

    @AfterEach
    void close() {
        notifier.close();
    }

    private int run(String... arguments) {
        return Tocsin.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("replay", "--notifier", notifier.address()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static ReplayAnswer done(Ask ask) {
        return ReplayAnswer.of(new ReplayRun("night", ask, State.DONE, Counts.NONE, Progress.NONE, NOON, NOON));
    }

    private ReplayBody asked(int request) {
        return AnswerJson.read(notifier.bodies().get(request).getBytes(StandardCharsets.UTF_8), ReplayBody.class);
    }

    @Test
    void anIdAloneGoesOnWithTheWordsThatAreKept() {
        notifier.then(202, done(STORED));

        assertThat(run("--id", "night")).isZero();

        assertThat(notifier.bodies()).containsExactly("{\"id\":\"night\",\"inLine\":100}");
    }

    @Test
    void wordsBesideAnIdAreAskedForAlsoWithoutFrom() {
        notifier.then(202, done(STORED));

        assertThat(run(
                        "--id",
                        "night",
                        "--firing",
                        "--all",
                        "--to-receiver",
                        "test-room",
                        "--receiver",
                        "payments",
                        "--severity",
                        "critical",
                        "--match",
                        "team=\"x\""))
                .isZero();

        ReplayBody body = asked(0);
        assertThat(body.id()).isEqualTo("night");
        assertThat(body.mode()).isEqualTo("all");
        assertThat(body.firing()).isTrue();
        assertThat(body.toReceiver()).isEqualTo("test-room");
        assertThat(body.receiver()).containsExactly("payments");
        assertThat(body.severity()).containsExactly("critical");
        assertThat(body.match()).containsExactly("team=\"x\"");
        assertThat(Duration.between(
                        Instant.parse(Objects.requireNonNull(body.from())),
                        Instant.parse(Objects.requireNonNull(body.to()))))
                .isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--firing",
                "--missed",
                "--all",
                "--as-routed-now",
                "--to=1h",
                "--from=2h",
                "--receiver=ops",
                "--severity=info",
                "--match=a=b",
                "--to-receiver=ops"
            })
    void anyOneWordIsEnoughToAskAnew(String word) {
        notifier.then(202, done(STORED));

        assertThat(run("--id", "night", word)).isZero();

        assertThat(asked(0).from()).isNotNull();
    }

    @Test
    void theZoneIsNoWord() {
        notifier.then(202, done(STORED));

        assertThat(run("--id", "night", "--zone", "UTC")).isZero();

        assertThat(notifier.bodies()).containsExactly("{\"id\":\"night\",\"inLine\":100}");
    }

    private static PlanAnswer plan() {
        return new PlanAnswer(PlanAnswer.VERSION, NOON, STORED, 0, false, List.of(), 0, 0, 0, Map.of(), 0, 0);
    }

    @Test
    void aDryRunWithAnIdAloneTakesTheWordsThatAreKept() {
        notifier.then(200, ReplaysAnswer.of(List.of(done(STORED)), NOON, 1)).then(200, plan());

        assertThat(run("--dry-run", "--id", "night")).isZero();

        assertThat(notifier.requests()).containsExactly("GET /api/v1/replays?limit=1000", "POST /api/v1/replays");
        ReplayBody body = asked(1);
        assertThat(body.dryRun()).isTrue();
        assertThat(body.id()).isNull();
        assertThat(body.mode()).isEqualTo("all");
        assertThat(body.from()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(body.to()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(body.receiver()).containsExactly("payments");
        assertThat(body.toReceiver()).isEqualTo("test-room");
    }

    @Test
    void aDryRunOfAReplayThatWasNeverBegunNeedsWords() {
        notifier.then(200, ReplaysAnswer.of(List.of(), NOON, 1));

        assertThat(run("--dry-run", "--id", "night")).isEqualTo(2);

        assertThat(err.toString().strip())
                .isEqualTo("there is no replay night: say what a dry run shall show, such as --missed or --from");
    }

    @Test
    void aDryRunOfARetryPointsAtWhatIsParked() {
        Ask retry = new Ask("parked", NOON, NOON, List.of(), List.of(), List.of(), false, "");
        notifier.then(200, ReplaysAnswer.of(List.of(done(retry)), NOON, 1));

        assertThat(run("--dry-run", "--id", "night")).isEqualTo(2);

        assertThat(err.toString().strip())
                .isEqualTo("the replay night was a retry of what is parked, which ./tocsin parked list shows");
    }
}
