package dev.tocsin.simulator;

import org.jspecify.annotations.Nullable;

/** What a check inside Rocket.Chat throws; hooks print it bare, the REST API with its code. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String code;
    private final String reason;

    private Rejection(@Nullable String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** An ordinary exception of Rocket.Chat: a sentence and no code. */
    static Rejection plain(String reason) {
        return new Rejection(null, reason);
    }

    static Rejection coded(String code, String reason) {
        return new Rejection(code, reason);
    }

    static Rejection invalidParams(String reason) {
        return new Rejection("invalid-params", reason);
    }

    @Nullable
    String code() {
        return code;
    }

    /** As {@code /hooks} prints it. */
    String bare() {
        return code == null ? reason : code;
    }

    /** As {@code /api/v1} prints it. */
    String withCode() {
        if (code == null) {
            return reason;
        }
        return reason.isEmpty() ? "[" + code + "]" : reason + " [" + code + "]";
    }
}
