package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.kit.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers. */
final class Answers {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Answers() {}

    static void json(Context ctx, int status, Object body) {
        ctx.status(status)
                .contentType("application/json")
                .result(MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    static void problem(Context ctx, int status, String detail) {
        Problem.of(status, HttpStatus.forStatus(status).getMessage(), detail).write(ctx);
    }

    /** The status of a refusal. */
    static int status(Reason reason) {
        return switch (reason) {
            case UNAUTHORIZED -> 401;
            case MEDIA_TYPE -> 415;
            case BODY_TOO_LARGE, TOO_MANY_ALERTS, ALERT_TOO_LARGE -> 413;
            case SOURCE, EMPTY_BODY, MALFORMED, SHAPE, LABELS -> 400;
        };
    }
}
