package dev.tocsin.simulator;

/** The limiter of each kind of route, and whether it is on. */
public record RateLimits(boolean restOn, RateLimit rest, RateLimit sendMessage, boolean hooksOn, RateLimit hooks) {

    /** As the newest Rocket.Chat behaves: REST limited, chat.sendMessage on its own, the hooks' limiter failing open. */
    public static RateLimits newest() {
        return new RateLimits(
                true, RateLimit.tenPerMinute(), RateLimit.fivePerSecond(), false, RateLimit.tenPerMinute());
    }

    /** As before August 2026: chat.sendMessage 10 in 60 s like every other route. */
    public RateLimits withSendMessage(RateLimit limit) {
        return new RateLimits(restOn, rest, limit, hooksOn, hooks);
    }

    /** The same limits with the limiter of the hooks on, as its authors meant it. */
    public RateLimits withHooksLimited(RateLimit limit) {
        return new RateLimits(restOn, rest, sendMessage, true, limit);
    }

    /** The same limits with another default for REST routes. */
    public RateLimits withRest(RateLimit limit) {
        return new RateLimits(true, limit, sendMessage, hooksOn, hooks);
    }
}
