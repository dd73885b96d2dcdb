package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.Intake;
import dev.tocsin.ingest.intake.Origin;
import dev.tocsin.ingest.intake.Refusal;
import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.ingest.intake.Verdict;
import dev.tocsin.ingest.intake.Verdict.Cause;
import dev.tocsin.kit.http.BearerToken;
import dev.tocsin.kit.http.MediaType;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.wire.topic.Headers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * {@code POST /webhook} and {@code /webhook/{source}}. A handler runs on a virtual thread of its own and simply waits:
 * for the body, for {@code send()} (which may block) and for Kafka. That reads top to bottom, blocks no selector, and many
 * waiting requests still share one produce request.
 */
public final class WebhookRoutes {
    /** Who posts to {@code /webhook} is called this. */
    public static final String DEFAULT_SOURCE = "alertmanager";

    private static final String TOKEN_MISSING = "Send the header Authorization with Bearer and the token.";
    private static final String PATH = "/webhook";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Duration RETRY_SOON = Duration.ofSeconds(1);

    private final Intake intake;
    private final BearerToken token;
    private final BodyReader bodies;
    private final Supplier<String> ids;
    private final IngestMeters meters;
    private final RefusalLog log;

    /**
     * Takes what the routes work with.
     *
     * @param token without one everybody may post
     * @param ids makes a new one for each request
     * @param nanos a clock that never jumps
     */
    public WebhookRoutes(
            Intake intake, Optional<Secret> token, Supplier<String> ids, IngestMeters meters, LongSupplier nanos) {
        this.intake = intake;
        this.token = new BearerToken(token);
        this.bodies = new BodyReader(intake.limits().bodyBytes(), nanos);
        this.ids = ids;
        this.meters = meters;
        this.log = new RefusalLog(nanos);
    }

    /** Adds the paths to a server. */
    public void register(RoutesConfig routes) {
        // Who may not post may not have the policy read again either.
        routes.before("/-/reload", this::refuseStrangers);
        routes.post(PATH, ctx -> handle(ctx, DEFAULT_SOURCE));
        routes.post(PATH + "/{source}", ctx -> handle(ctx, ctx.pathParam("source")));
    }

    private void handle(Context ctx, String source) {
        String requestId = ids.get();
        ctx.header(REQUEST_ID, requestId).header(Headers.REQUEST_ID, requestId);
        Origin origin = new Origin(source, requestId, TraceParent.of(ctx.header(Headers.TRACEPARENT)));
        Optional<Refusal> refusal = refusal(ctx, source);
        Verdict verdict = refusal.isPresent() ? new Verdict.Refused(refusal.get()) : take(ctx, origin);
        answer(ctx, origin, verdict);
    }

    private void refuseStrangers(Context ctx) {
        if (!token.admits(ctx.header("Authorization"))) {
            challenge(ctx);
            Answers.problem(ctx, HttpStatus.UNAUTHORIZED.getCode(), TOKEN_MISSING);
            ctx.skipRemainingHandlers();
        }
    }

    private static void challenge(Context ctx) {
        ctx.header("WWW-Authenticate", "Bearer realm=\"tocsin\"");
    }

    /** What can be said without reading the body. */
    private Optional<Refusal> refusal(Context ctx, String source) {
        if (!token.admits(ctx.header("Authorization"))) {
            return refusal(Reason.UNAUTHORIZED, TOKEN_MISSING);
        }
        if (!Identity.isSource(source)) {
            return refusal(
                    Reason.SOURCE,
                    "The last part of the path names the source: up to 64 letters, digits, dots, dashes and"
                            + " underscores, beginning with a letter or digit.");
        }
        if (!MediaType.isJson(ctx.header("Content-Type"))) {
            return refusal(Reason.MEDIA_TYPE, "Send JSON in UTF-8 with the header Content-Type: application/json.");
        }
        if (!MediaType.isPlain(ctx.header("Content-Encoding"))) {
            return refusal(Reason.MEDIA_TYPE, "Send the body uncompressed, without the header Content-Encoding.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason, sentence));
    }

    private Verdict take(Context ctx, Origin origin) {
        Bulkhead.Lease lease = intake.lease();
        boolean handedOver = false;
        try {
            return switch (bodies.read(ctx.req().getContentLengthLong(), ctx.bodyInputStream(), lease)) {
                case Body.Complete complete -> {
                    meters.read(complete.bytes().length);
                    handedOver = true;
                    yield intake.accept(origin, complete.bytes(), lease);
                }
                case Body.TooLarge() -> new Verdict.Refused(new Refusal(Reason.BODY_TOO_LARGE, tooLarge()));
                case Body.NoRoom() ->
                    new Verdict.Unavailable(Cause.OVERLOADED, "Too much is under way; try again.", RETRY_SOON);
                case Body.Incomplete() ->
                    new Verdict.Unavailable(Cause.SLOW_BODY, "The body did not arrive in time; try again.", RETRY_SOON);
            };
        } finally {
            if (!handedOver) {
                lease.close();
            }
        }
    }

    private String tooLarge() {
        return "The body has more than " + intake.limits().bodyBytes()
                + " bytes; send fewer alerts at a time (in Alertmanager: max_alerts, or a finer group_by).";
    }

    private void answer(Context ctx, Origin origin, Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted(int alerts, Duration waited) -> {
                meters.accepted(alerts, waited);
                Answers.json(ctx, 200, new Accepted("accepted", alerts, origin.requestId()));
            }
            case Verdict.Refused(Refusal(Reason reason, String sentence)) -> {
                int status = Answers.status(reason);
                if (status == HttpStatus.UNAUTHORIZED.getCode()) {
                    challenge(ctx);
                }
                notTaken(reason, status, origin, "refused: the answer says what to change");
                Answers.problem(ctx, status, sentence);
            }
            case Verdict.Unavailable(Cause cause, String sentence, Duration retryAfter) -> {
                int status = HttpStatus.SERVICE_UNAVAILABLE.getCode();
                ctx.header("Retry-After", Long.toString(retryAfter.toSeconds()));
                notTaken(cause, status, origin, sentence);
                Answers.problem(ctx, status, sentence);
            }
        }
        meters.answered(ctx.statusCode());
    }

    private void notTaken(Enum<?> reason, int status, Origin origin, String why) {
        meters.notTaken(reason);
        var _ = log.note(status, IngestMeters.word(reason), origin.requestId(), why);
    }

    /** The answer to a body that is kept. */
    private record Accepted(String status, int alerts, String requestId) {}
}
