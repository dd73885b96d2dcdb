package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aRetryIsPrintedAsJson() throws IOException {
        ReplayAnswer done = ReplayAnswer.of(new ReplayRun(
                "night",
                new Ask("parked", NOON, NOON, List.of("ops"), List.of(), List.of(), false, ""),
                State.DONE,
                Counts.NONE,
                Progress.NONE,
                NOON,
                NOON));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (StandInNotifier notifier = new StandInNotifier().then(202, done)) {
            int code = Tocsin.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(
                            "parked",
                            "retry",
                            "--receiver",
                            "ops",
                            "--output",
                            "json",
                            "--notifier",
                            notifier.address());

            assertThat(code).as(err.toString()).isZero();
            assertThat(AnswerJson.read(out.toString().getBytes(StandardCharsets.UTF_8), ReplayAnswer.class))
                    .isEqualTo(done);
        }
    }
}
