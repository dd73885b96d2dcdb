package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.route.Severities;
import java.util.List;

/** Signs and colours. */
record Look(Severities severities) {
    static final String GREEN = "#2de0a5";
    /** Of what was: neither that of an alert that fires nor that of one that has ended. */
    static final String GREY = "#9ea2a8";

    private static final List<String> COLORS = List.of("#d40c26", "#f38c39", "#1d74f5");
    private static final List<String> SIGNS = List.of("🔴", "🟠", "🔵");

    /** Of a message. */
    String sign(Notification notification) {
        return notification.firing() > 0 ? byRank(SIGNS, notification) : notification.ended() > 0 ? "✅" : "⏪";
    }

    /** Of the bar beside what is said of all alerts. */
    String color(Notification notification) {
        return notification.firing() > 0 ? byRank(COLORS, notification) : notification.ended() > 0 ? GREEN : GREY;
    }

    /** Of the bar beside one alert. */
    String color(Notification notification, Line line) {
        return line.replayed() ? GREY : line.latest().firing() ? byRank(COLORS, notification) : GREEN;
    }

    private String byRank(List<String> choices, Notification notification) {
        return choices.get(Math.min(severities.rank(notification.severity()), choices.size() - 1));
    }
}
