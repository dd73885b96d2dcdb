package dev.tocsin.notifier.api;

import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.past.Past;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The life of alerts: {@code GET /alerts/{fingerprint}/history}, and {@code GET /history} by labels or request too. */
public final class HistoryRoutes implements ApiRoutes.Part {
    private static final Duration BACK = Duration.ofHours(24);
    private static final String ALERT = "alert";
    private static final String FINGERPRINT = "fingerprint";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String RECEIVER = "receiver";

    private final Past past;
    private final Readings readings;
    private final InstantSource clock;

    /** Asks this past. */
    public HistoryRoutes(Past past, Readings readings, InstantSource clock) {
        this.past = past;
        this.readings = readings;
        this.clock = clock;
    }

    @Override
    public void register(ApiPaths paths) {
        paths.get("/alerts/{fingerprint}/history", this::ofFingerprint);
        paths.get("/history", this::ofWhatever);
    }

    private void ofFingerprint(Context ctx) {
        Instant now = clock.instant();
        Query query = new Query(ctx, now, Set.of(FROM, TO, RECEIVER));
        String text = ctx.pathParam(FINGERPRINT);
        if (!text.matches("([^|]+\\|)?[0-9a-fA-F]{16}")) {
            query.problem("the fingerprint has 16 hex digits; a source and a bar may stand before it");
        }
        answer(ctx, query, text, now);
    }

    private void ofWhatever(Context ctx) {
        Instant now = clock.instant();
        Query query = new Query(ctx, now, Set.of(ALERT, FROM, TO, RECEIVER));
        answer(ctx, query, query.one(ALERT).orElse(""), now);
    }

    private void answer(Context ctx, Query query, String text, Instant now) {
        Optional<Instant> from = query.time(FROM);
        Optional<Instant> to = query.time(TO);
        Instant begin = from.orElse(now.minus(BACK));
        query.order(Optional.of(begin), to);
        LifeQuestion question = new LifeQuestion(text, begin, to, query.one(RECEIVER));
        try {
            var _ = question.question();
        } catch (IllegalArgumentException e) {
            query.problem("alert: " + e.getMessage()
                    + " (expected a fingerprint of 16 hex digits, labels such as alertname=\"HostDown\", or the id of a"
                    + " request)");
        }
        query.check();
        readings.answer(ctx, () -> past.lives(question));
    }
}
