package dev.tocsin.kit.http;

import io.javalin.http.Context;

/** The body of a refusal (RFC 9457): {@code detail} is one sentence that says what to change. */
public record Problem(String type, String title, int status, String detail) {
    /** The media type of the body. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final int LOWEST_ERROR = 400;
    private static final int HIGHEST_ERROR = 599;

    /** Refuses a status that is no error. */
    public Problem {
        if (status < LOWEST_ERROR || status > HIGHEST_ERROR) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
    }

    /** Returns a problem whose type says no more than its status does. */
    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail);
    }

    /** Makes this the answer: status, media type and body. */
    public void write(Context ctx) {
        ctx.status(status);
        Json.write(ctx, CONTENT_TYPE, this);
    }
}
