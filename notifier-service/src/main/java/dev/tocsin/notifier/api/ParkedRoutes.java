package dev.tocsin.notifier.api;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.past.Past;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was given up: {@code GET /parked}, {@code GET /parked/{key}} and {@code POST /parked/discard}. */
public final class ParkedRoutes implements ApiRoutes.Part {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedRoutes.class);
    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private static final String FROM = "from";
    private static final String TO = "to";

    private final Past past;
    private final Readings readings;
    private final InstantSource clock;

    /** Asks this past. */
    public ParkedRoutes(Past past, Readings readings, InstantSource clock) {
        this.past = past;
        this.readings = readings;
        this.clock = clock;
    }

    @Override
    public void register(ApiPaths paths) {
        paths.get("/parked", this::list);
        paths.get("/parked/{key}", this::show);
        paths.post("/parked/discard", this::discard);
    }

    private void list(Context ctx) {
        Query query =
                new Query(ctx, clock.instant(), Set.of("receiver", "severity", "match", FROM, TO, "limit", "after"));
        Selection selection = checked(
                query,
                new Selection(
                        List.of(),
                        query.all("receiver"),
                        query.all("severity"),
                        query.all("match"),
                        query.time(FROM),
                        query.time(TO)));
        int most = query.number("limit", PAGE, MOST);
        String after = query.one("after").orElse("");
        query.check();
        readings.answer(ctx, () -> past.parked(selection, after, most));
    }

    private static Selection checked(Query query, Selection selection) {
        query.order(selection.from(), selection.to());
        try {
            var _ = selection.wanted();
        } catch (IllegalArgumentException e) {
            query.problem("match: " + e.getMessage());
        }
        return selection;
    }

    private void show(Context ctx) {
        String key = ctx.pathParam("key");
        new Query(ctx, clock.instant(), Set.of()).check();
        readings.answer(
                ctx,
                () -> past.parked(key).orElseThrow(() -> new NotFoundResponse("Nothing is parked under " + key + ".")));
    }

    private void discard(Context ctx) {
        DiscardBody body = body(ctx);
        Query query = new Query(ctx, clock.instant(), Set.of());
        String by = required(query, "by", body.by());
        String reason = required(query, "reason", body.reason());
        Selection selection = selection(query, body.keys(), body.filter());
        query.check();
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        DiscardAnswer answer = readings.read(ctx, () -> past.discard(selection, new Past.Decision(by, reason, dryRun)));
        if (!answer.missing().isEmpty()) {
            throw new NotFoundResponse(
                    "Nothing is parked under " + String.join(", ", answer.missing()) + "; nothing was discarded.");
        }
        if (!dryRun && answer.count() > 0) {
            LOG.atInfo()
                    .addKeyValue("count", answer.count())
                    .addKeyValue("receivers", answer.receivers())
                    .addKeyValue("by", by)
                    .addKeyValue("reason", reason)
                    .log("parked alerts were discarded");
        }
        ctx.contentType("application/json").result(AnswerJson.write(answer));
    }

    private static DiscardBody body(Context ctx) {
        try {
            return AnswerJson.readStrictly(ctx.bodyAsBytes(), DiscardBody.class);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("The body can't be used: " + e.getMessage() + ".");
        }
    }

    private static String required(Query query, String field, @Nullable String value) {
        String text = Objects.requireNonNullElse(value, "").strip();
        if (text.isEmpty()) {
            query.problem(field + " is missing: a discard needs who decided, and why");
        }
        return text;
    }

    /** What of the parked a body means; of keys and filter both must hold. */
    static Selection selection(Query query, @Nullable List<String> given, DiscardBody.@Nullable Filter filter) {
        List<String> keys = Objects.requireNonNullElse(given, List.of());
        if (given == null && filter == null) {
            query.problem("neither keys nor filter says what is meant; an empty filter means all");
        }
        if (given != null && keys.isEmpty()) {
            query.problem("keys is empty: leave it out, or name some");
        }
        if (keys.size() > MOST) {
            query.problem("keys has more than " + MOST + " of them: send fewer at a time");
        }
        if (filter == null) {
            return Selection.of(keys);
        }
        Optional<Instant> from = query.time(FROM, Optional.ofNullable(filter.from()));
        Optional<Instant> to = query.time(TO, Optional.ofNullable(filter.to()));
        return checked(
                query,
                new Selection(
                        keys,
                        Objects.requireNonNullElse(filter.receiver(), List.of()),
                        Objects.requireNonNullElse(filter.severity(), List.of()),
                        Objects.requireNonNullElse(filter.match(), List.of()),
                        from,
                        to));
    }
}
