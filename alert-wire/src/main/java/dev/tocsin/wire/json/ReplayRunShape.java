package dev.tocsin.wire.json;

import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Counts;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A replay, and how far it is. */
record ReplayRunShape(
        Integer v,
        String id,
        AskShape ask,
        String state,
        CountsShape counts,
        ProgressShape progress,
        Instant startedAt,
        Instant at)
        implements Versioned {

    /** What is asked for. */
    record AskShape(
            String mode,
            Instant from,
            Instant to,
            List<String> receivers,
            List<String> severities,
            List<String> matchers,
            Boolean firing,
            String toReceiver,
            @Nullable String keys) {
        private Ask ask() {
            return new Ask(
                    Shapes.given("mode", mode),
                    Shapes.given("from", from),
                    Shapes.given("to", to),
                    Shapes.given("receivers", receivers),
                    Shapes.given("severities", severities),
                    Shapes.given("matchers", matchers),
                    Shapes.given("firing", firing),
                    Shapes.given("toReceiver", toReceiver),
                    Objects.requireNonNullElse(keys, ""));
        }
    }

    /** So many were left out, and why. */
    record SkippedShape(String why, Long count) {}

    /** What was looked at. */
    record CountsShape(Long read, Long tellings, Long matched, List<SkippedShape> skipped, Long unreadable) {
        private Counts counts() {
            return new Counts(
                    Shapes.given("read", read),
                    Shapes.given("tellings", tellings),
                    Shapes.given("matched", matched),
                    Shapes.given("skipped", skipped).stream()
                            .collect(Collectors.toMap(
                                    one -> Shapes.given("why", one.why), one -> Shapes.given("count", one.count))),
                    Shapes.given("unreadable", unreadable));
        }
    }

    /** How far it is. */
    record ProgressShape(Long alerts, Long written, Long told, Long givenUp) {
        private Progress progress() {
            return new Progress(
                    Shapes.given("alerts", alerts),
                    Shapes.given("written", written),
                    Shapes.given("told", told),
                    Shapes.given("givenUp", givenUp));
        }
    }

    static ReplayRunShape of(ReplayRun run) {
        Ask ask = run.ask();
        Counts counts = run.counts();
        Progress progress = run.progress();
        return new ReplayRunShape(
                VERSION,
                run.id(),
                new AskShape(
                        ask.mode(),
                        ask.from(),
                        ask.to(),
                        ask.receivers(),
                        ask.severities(),
                        ask.matchers(),
                        ask.firing(),
                        ask.toReceiver(),
                        ask.keys().isEmpty() ? null : ask.keys()),
                Shapes.word(run.state()),
                new CountsShape(
                        counts.read(),
                        counts.tellings(),
                        counts.matched(),
                        counts.skipped().entrySet().stream()
                                .map(e -> new SkippedShape(e.getKey(), e.getValue()))
                                .toList(),
                        counts.unreadable()),
                new ProgressShape(progress.alerts(), progress.written(), progress.told(), progress.givenUp()),
                run.startedAt(),
                run.at());
    }

    ReplayRun run() {
        return new ReplayRun(
                Shapes.given("id", id),
                Shapes.given("ask", ask).ask(),
                Shapes.constant(ReplayRun.State.class, "state", state),
                Shapes.given("counts", counts).counts(),
                Shapes.given("progress", progress).progress(),
                Shapes.given("startedAt", startedAt),
                Shapes.given("at", at));
    }
}
