package dev.tocsin.simulator;

/** Which Rocket.Chat to be: the differences between its versions and settings that a client can notice. */
public record RocketChatProfile(
        BadToken badToken,
        FieldRules fields,
        Duplicates duplicates,
        Threads threads,
        int maxMessageSize,
        RateLimits limits) {

    /** How an unknown hook or a wrong token is answered. */
    public enum BadToken {
        /** 7.6 and newer: 500 as plain text. */
        PLAIN_500,
        /** Up to 7.4: 404 as JSON. */
        JSON_404
    }

    /** How strictly the fields of an attachment are read. */
    public enum FieldRules {
        /** 7.x: title and value are optional. */
        V7,
        /** 8.x: a field without a title or with a falsy value refuses the whole message. */
        V8
    }

    /** What notices that a message id exists already. */
    public enum Duplicates {
        /** The look-up before the insert, as nearly always. */
        LOOKUP,
        /** The unique index, as when two servers insert at the same moment. */
        RACE
    }

    /** Whether messages may answer others. */
    public enum Threads {
        /** As by default. */
        ON,
        /** Switched off: a reply is refused. */
        OFF
    }

    public RocketChatProfile {
        if (maxMessageSize < 1) {
            throw new IllegalArgumentException("maxMessageSize must be at least 1");
        }
    }

    /** Rocket.Chat 8.8 with its default settings. */
    public static RocketChatProfile v8() {
        return new RocketChatProfile(
                BadToken.PLAIN_500, FieldRules.V8, Duplicates.LOOKUP, Threads.ON, 5000, RateLimits.newest());
    }

    /** Rocket.Chat 7.4 with its default settings; its hooks are limited. */
    public static RocketChatProfile v7() {
        RateLimits limits = RateLimits.newest()
                .withSendMessage(RateLimit.tenPerMinute())
                .withHooksLimited(RateLimit.tenPerMinute());
        return new RocketChatProfile(BadToken.JSON_404, FieldRules.V7, Duplicates.LOOKUP, Threads.ON, 5000, limits);
    }

    /** The same profile with another answer to a wrong token. */
    public RocketChatProfile withBadToken(BadToken answer) {
        return new RocketChatProfile(answer, fields, duplicates, threads, maxMessageSize, limits);
    }

    /** The same profile with other rules for attachment fields. */
    public RocketChatProfile withFields(FieldRules rules) {
        return new RocketChatProfile(badToken, rules, duplicates, threads, maxMessageSize, limits);
    }

    /** The same profile with duplicates noticed elsewhere. */
    public RocketChatProfile withDuplicates(Duplicates noticed) {
        return new RocketChatProfile(badToken, fields, noticed, threads, maxMessageSize, limits);
    }

    /** The same profile with threads on or off. */
    public RocketChatProfile withThreads(Threads allowed) {
        return new RocketChatProfile(badToken, fields, duplicates, allowed, maxMessageSize, limits);
    }

    /** The same profile with another Message_MaxAllowedSize, in UTF-16 units. */
    public RocketChatProfile withMaxMessageSize(int units) {
        return new RocketChatProfile(badToken, fields, duplicates, threads, units, limits);
    }

    /** The same profile with other limits. */
    public RocketChatProfile withLimits(RateLimits changed) {
        return new RocketChatProfile(badToken, fields, duplicates, threads, maxMessageSize, changed);
    }

    String version() {
        return switch (fields) {
            case V7 -> "7.4";
            case V8 -> "8.8";
        };
    }
}
