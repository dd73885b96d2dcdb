package dev.tocsin.simulator;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What Rocket.Chat may allow the bot to do, as far as it changes an answer. */
public enum Permission {
    MESSAGE_IMPERSONATE,
    MENTION_ALL,
    MENTION_HERE,
    SEND_MANY_MESSAGES,
    API_BYPASS_RATE_LIMIT,
    POST_READONLY;

    /** The permissions that Rocket.Chat gives the role {@code bot} by default; mentioning everyone is not among them. */
    public static Set<Permission> ofBotRole() {
        return EnumSet.of(MESSAGE_IMPERSONATE, SEND_MANY_MESSAGES, API_BYPASS_RATE_LIMIT);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
