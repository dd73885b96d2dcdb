package dev.tocsin.notifier.slack;

import dev.tocsin.notifier.text.Message.Link;
import dev.tocsin.notifier.text.Untrusted;

/** Text as Slack reads it: {@code &}, {@code <} and {@code >} begin its links and mentions, and are escaped. */
final class SlackText {
    private SlackText() {}

    /** Foreign words on the first line, where markup is on. */
    static String inline(String untrusted, int limit) {
        return escaped(Untrusted.inMarkup(untrusted, limit));
    }

    /** Text for a place where markup is off. Mattermost reads mentions there all the same, so no name follows an @. */
    static String plain(String text) {
        return escaped(text.replace("@", "@\u200b"));
    }

    /** A link with a name. */
    static String link(Link link) {
        return "<" + escaped(link.url()) + "|" + escaped(link.name()) + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
