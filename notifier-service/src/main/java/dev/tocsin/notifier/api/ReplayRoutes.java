package dev.tocsin.notifier.api;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayBody;
import dev.tocsin.history.answer.ReplaysAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.replay.run.Asks;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.State;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Telling again: {@code POST /replays}, {@code GET /replays}, {@code GET /replays/{id}} and {@code POST /replays/{id}/stop}. */
public final class ReplayRoutes implements ApiRoutes.Part {
    private static final int LISTED = 100;
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_IN_LINE = 10_000;

    private final ReplayDesk desk;
    private final Readings readings;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Tells by way of this desk. */
    public ReplayRoutes(ReplayDesk desk, Readings readings, InstantSource clock, RandomGenerator random) {
        this.desk = desk;
        this.readings = readings;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void register(ApiPaths paths) {
        paths.post("/replays", this::begin);
        paths.get("/replays", this::list);
        paths.get("/replays/{id}", this::show);
        paths.post("/replays/{id}/stop", this::stop);
    }

    private void begin(Context ctx) {
        ReplayBody body = body(ctx);
        Instant now = clock.instant();
        Query query = new Query(ctx, now, Set.of());
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        int inLine = Objects.requireNonNullElse(body.inLine(), Replays.IN_LINE);
        if (inLine < 1 || inLine > MOST_IN_LINE) {
            query.problem("inLine: expected a number from 1 to " + MOST_IN_LINE);
        }
        Optional<Selection> parked = parked(query, body);
        Optional<Ask> ask = parked.map(selection -> Asks.parked(selection, now)).or(() -> ask(query, body, now));
        if (dryRun && ask.isEmpty()) {
            query.problem("a dry run needs from");
        }
        query.check();
        if (dryRun) {
            readings.answer(ctx, () -> desk.telling(inLine).dryRun(ask.orElseThrow(), (step, done, all) -> {}));
            return;
        }
        String id = Objects.requireNonNullElseGet(body.id(), () -> Replays.newId(now, random));
        ReplayAnswer begun = readings.read(ctx, () -> desk.begin(new Wish(id, ask, parked), inLine))
                .orElseThrow(() -> Readings.unavailable(
                        ctx, "As many replays as may wait do so, or the notifier is stopping; try again later."));
        ctx.status(202).header("Location", ApiPaths.ROOT + "/replays/" + id);
        answer(ctx, begun);
    }

    private static ReplayBody body(Context ctx) {
        try {
            return AnswerJson.readStrictly(ctx.bodyAsBytes(), ReplayBody.class);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("The body can't be used: " + e.getMessage() + ".");
        }
    }

    private static boolean hasWords(ReplayBody body) {
        return Stream.of(
                        body.from(),
                        body.to(),
                        body.mode(),
                        body.receiver(),
                        body.severity(),
                        body.match(),
                        body.firing(),
                        body.toReceiver())
                .anyMatch(Objects::nonNull);
    }

    private static Optional<Selection> parked(Query query, ReplayBody body) {
        ReplayBody.Parked parked = body.parked();
        if (parked == null) {
            return Optional.empty();
        }
        if (hasWords(body) || Boolean.TRUE.equals(body.dryRun())) {
            query.problem(
                    "parked stands with id and inLine alone: its filter says what is meant, and GET /api/v1/parked"
                            + " shows it");
        }
        DiscardBody.Filter filter = parked.filter();
        return Optional.of(ParkedRoutes.selection(query, parked.keys(), filter));
    }

    /** Nothing for one that shall go on. */
    private static Optional<Ask> ask(Query query, ReplayBody body, Instant now) {
        Optional<Instant> from = query.time("from", Optional.ofNullable(body.from()));
        Instant to = query.time("to", Optional.ofNullable(body.to())).orElse(now);
        if (body.from() == null && (hasWords(body) || body.id() == null)) {
            query.problem("from is missing: say from when, or which replay shall go on with id alone");
        }
        query.order(from, Optional.of(to));
        return from.map(begin -> checked(
                query,
                new Ask(
                        Objects.requireNonNullElse(body.mode(), "missed"),
                        begin,
                        to,
                        sorted(body.receiver()),
                        sorted(body.severity()),
                        Objects.requireNonNullElse(body.match(), List.of()),
                        Boolean.TRUE.equals(body.firing()),
                        Objects.requireNonNullElse(body.toReceiver(), ""))));
    }

    private static List<String> sorted(@Nullable List<String> names) {
        return names == null ? List.of() : names.stream().distinct().sorted().toList();
    }

    private static Ask checked(Query query, Ask ask) {
        try {
            var _ = Asks.question(ask);
        } catch (IllegalArgumentException e) {
            query.problem(String.valueOf(e.getMessage()));
        }
        return ask;
    }

    private void list(Context ctx) {
        Query query = new Query(ctx, clock.instant(), Set.of("limit"));
        int most = query.number("limit", LISTED, MOST_LISTED);
        query.check();
        readings.answer(ctx, () -> ReplaysAnswer.of(desk.all(), clock.instant(), most));
    }

    private void show(Context ctx) {
        String id = ctx.pathParam("id");
        new Query(ctx, clock.instant(), Set.of()).check();
        // What is told here is known without reading.
        answer(ctx, desk.active(id).orElseGet(() -> readings.read(ctx, () -> found(id))));
    }

    private ReplayAnswer found(String id) {
        return desk.all().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no replay " + id + "."));
    }

    private void stop(Context ctx) {
        String id = ctx.pathParam("id");
        new Query(ctx, clock.instant(), Set.of()).check();
        Optional<ReplayAnswer> stopping = desk.stop(id);
        if (stopping.isPresent()) {
            ctx.status(202);
            answer(ctx, stopping.get());
            return;
        }
        ReplayAnswer known = readings.read(ctx, () -> found(id));
        if (known.state() == State.RUNNING) {
            throw new ConflictResponse("This notifier does not tell the replay " + id
                    + ": whoever does can stop it. If nobody does, it goes on when it is asked for again.");
        }
        answer(ctx, known);
    }

    private static void answer(Context ctx, ReplayAnswer answer) {
        ctx.contentType("application/json").result(AnswerJson.write(answer));
    }
}
