package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import java.util.regex.Pattern;

/** Finds the {@code @all} and {@code @here} of a message text that ping; attachments never do. */
final class MentionRules {
    private static final Pattern CODE = Pattern.compile("```.*?(```|$)|`[^`\n]+`", Pattern.DOTALL);
    /** A backslash does not escape the sign, so it counts as a start like a space. */
    private static final String START_V8 = "(?:^|[\\s(*~>|\\\\])";

    private static final String START_V7 = "(?:^|[\\s>])";
    private static final String END = "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])";

    private MentionRules() {}

    static void check(String text, BotAccount bot, FieldRules version) {
        if (!bot.may(Permission.MENTION_ALL) && pings(text, "all", version)) {
            throw Rejection.coded("error-action-not-allowed", "Notify all in this room not allowed");
        }
        if (!bot.may(Permission.MENTION_HERE) && pings(text, "here", version)) {
            throw Rejection.coded("error-action-not-allowed", "Notify all in this room not allowed");
        }
    }

    private static boolean pings(String text, String name, FieldRules version) {
        return switch (version) {
            // Older versions search the raw text and so also find what stands in code.
            case V7 ->
                Pattern.compile(START_V7 + "@" + name + END).matcher(text).find();
            case V8 ->
                Pattern.compile(START_V8 + "@" + name + END)
                        .matcher(CODE.matcher(text).replaceAll("x"))
                        .find();
        };
    }
}
