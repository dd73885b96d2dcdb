package dev.tocsin.ingest.intake;

/**
 * Why a request is refused.
 *
 * @param reason one of few, for metrics and the status
 * @param sentence says what was found, where, and what to change
 */
public record Refusal(Reason reason, String sentence) {
    /** The kinds of refusal. */
    public enum Reason {
        /** No or a wrong token. */
        UNAUTHORIZED,
        /** The path names no valid source. */
        SOURCE,
        /** Not JSON by its headers. */
        MEDIA_TYPE,
        /** Nothing in it. */
        EMPTY_BODY,
        /** Not JSON by its content. */
        MALFORMED,
        /** JSON, but no webhook of Alertmanager's shape. */
        SHAPE,
        /** Labels beyond the limits. */
        LABELS,
        /** The body is too large. */
        BODY_TOO_LARGE,
        /** More alerts than one body may hold. */
        TOO_MANY_ALERTS,
        /** One alert is too large. */
        ALERT_TOO_LARGE
    }
}
