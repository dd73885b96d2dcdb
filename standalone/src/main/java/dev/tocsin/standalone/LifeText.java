package dev.tocsin.standalone;

import dev.tocsin.history.life.Facts.Telling;
import dev.tocsin.history.life.Fate;
import dev.tocsin.history.life.Life;
import dev.tocsin.history.life.Progress.Plan;
import dev.tocsin.history.life.Step;
import dev.tocsin.history.life.Verdict;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.Untrusted;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says a life in words, one line for a step. */
final class LifeText {
    private static final int SHOWN = 200;
    private static final int SHOWN_LABELS = 600;

    private final PrintWriter out;
    private final DateTimeFormatter format;
    private final Instant now;

    LifeText(PrintWriter out, ZoneId zone, Instant now) {
        this.out = out;
        this.format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(zone);
        this.now = now;
    }

    /** Prints what happened and where it is now. */
    void print(Life life) {
        life.alert()
                .map(alert -> Group.of(alert.labels()).toString())
                .ifPresent(labels -> out.println(Untrusted.line(labels, SHOWN_LABELS)));
        out.println(
                "  " + life.identity() + ", " + life.state().map(this::known).orElse("not known any more, or not yet"));
        if (life.beganBefore()) {
            out.println("  begins before the time that was looked at: an earlier --from shows more");
        }
        printSteps(life);
        life.places().stream().filter(at -> !isOver(at.fate())).forEach(this::printPlace);
        if (!life.places().isEmpty() && life.places().stream().allMatch(at -> isOver(at.fate()))) {
            out.println("now: nothing of it waits");
        }
    }

    private String known(AlertState state) {
        return (state.firing()
                        ? "fires since " + time(state.earliestStartsAt())
                        : "ended, heard " + time(state.changedAt()))
                + ", last heard of " + time(state.lastSeen());
    }

    private void printSteps(Life life) {
        Table table = new Table("TIME", "LATER", "WHAT");
        Instant before = null;
        for (Step step : life.steps()) {
            table.add(
                    time(step.at()),
                    before == null ? "" : "+" + length(Duration.between(before, step.at())),
                    words(step));
            before = last(step);
        }
        table.print(out);
    }

    private static Instant last(Step step) {
        return step instanceof Step.Accepted accepted ? accepted.last().at() : step.at();
    }

    private String words(Step step) {
        return switch (step) {
            case Step.Accepted accepted -> accepted(accepted);
            case Step.Routed(Telling telling) -> routed(telling);
            case Step.Ended(var delivery) -> ended(delivery.entry());
            case Step.PutAside(var rejection) ->
                "put aside in alerts.rejected: " + Untrusted.line(rejection.reason(), SHOWN);
        };
    }

    private String accepted(Step.Accepted step) {
        ReceivedAlert received = step.first().received();
        String what = "accepted as " + received.alert().status().word() + " from "
                + received.identity().source() + ", request " + Untrusted.line(received.requestId(), SHOWN);
        String more = step.times() == 1
                ? ""
                : ", and " + (step.times() - 1) + " more until "
                        + time(step.last().at());
        return what + more + ": " + verdict(step.verdict());
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Told told -> "news";
            case Verdict.Rejected(String reason) ->
                "not told, put aside in alerts.rejected: " + Untrusted.line(reason, SHOWN);
            case Verdict.Known(var toldAt, var repeatAfter) ->
                "not told, nothing new"
                        + toldAt.map(at -> "; told last " + time(at)).orElse("")
                        + repeatAfter
                                .map(after -> ", again after " + length(after))
                                .orElse("")
                        + BY_THE_RULES;
            case Verdict.NotTold(Verdict.Why why) -> why(why);
        };
    }

    private static final String BY_THE_RULES = " (by the rules as of now)";

    private static String why(Verdict.Why why) {
        return switch (why) {
            case UNKNOWN_END -> "not told, the end of something that was not known" + BY_THE_RULES;
            case END_BEFORE_START -> "not told, this end lies before the latest start" + BY_THE_RULES;
            case LATE_FIRING -> "not told, it began before the end and came late" + BY_THE_RULES;
            case SHADOWED -> "not told, the same body says that it fires" + BY_THE_RULES;
            case MUTED -> "not told, the receivers are mute or do not hear of ends" + BY_THE_RULES;
            case NOT_READ_YET -> "not told yet, the router has not read it: is it running?";
            case BEFORE_THE_WINDOW -> "not told; what it was compared with is earlier than what was looked at";
            case OTHER_RULES -> "not told; by the rules as of now it would be, so others held then";
        };
    }

    private String routed(Telling telling) {
        RoutedAlert routed = telling.routed();
        String by = routed.reason() == Reason.EXPIRED ? "by the clock, not heard of for too long, " : "";
        return by + "routed as " + word(routed.reason()) + ", " + routed.severity() + ", to "
                + String.join(", ", routed.receivers()) + ", group "
                + Untrusted.line(routed.group().toString(), SHOWN)
                + ", episode " + routed.episode()
                + telling.replay()
                        .map(id -> ", replay " + Untrusted.line(id, SHOWN))
                        .orElse("");
    }

    private static String ended(DeliveryEntry entry) {
        return entry.receiver() + ": "
                + switch (entry.end()) {
                    case DELIVERED -> "told";
                    case SUPERSEDED -> "a later state was told instead";
                    case PARKED -> "given up";
                    case DISCARDED -> "discarded";
                    case REPLAYED -> "told by a replay";
                }
                + " (" + word(entry.reason()) + "), attempt " + entry.attempts()
                + (entry.messageId().isEmpty() ? "" : ", message " + Untrusted.line(entry.messageId(), SHOWN))
                + (entry.detail().isEmpty() || entry.detail().equals(entry.messageId())
                        ? ""
                        : ", " + Untrusted.line(entry.detail(), SHOWN));
    }

    private static boolean isOver(Fate fate) {
        return fate instanceof Fate.Ended;
    }

    private void printPlace(Life.At at) {
        RoutedAlert routed = at.telling().routed();
        out.println("now: " + word(routed.reason()) + " at " + at.receiver() + " " + place(at));
    }

    private String place(Life.At at) {
        return switch (at.fate()) {
            case Fate.Ended ended -> "is over";
            case Fate.Parked(String key, String reason) ->
                "stands parked: " + Untrusted.line(reason, SHOWN) + "; ./tocsin parked show '" + key + "'";
            case Fate.Waiting(var plan, long before) ->
                "waits for "
                        + length(Duration.between(at.telling().at(), now))
                        + plan.map(this::attempts).orElse(", no attempt yet, " + before + " records stand before it")
                        + "; why stands in the notifier's log: messages are waiting";
            case Fate.NotServed none ->
                "waits for " + length(Duration.between(at.telling().at(), now))
                        + ", no notifier has served this receiver there";
            case Fate.Passed passed -> "was passed, and deliveries does not say how it ended: " + record(at);
        };
    }

    private String attempts(Plan plan) {
        return ", attempt " + plan.attempt() + " is next, not before " + time(plan.notBefore()) + "; the first was at "
                + time(plan.since()) + ", message " + Untrusted.line(plan.messageId(), SHOWN);
    }

    private static String record(Life.At at) {
        Place place = at.telling().place();
        return place.topic() + "-" + place.partition() + "@" + place.offset();
    }

    private String time(Instant at) {
        return format.format(at);
    }

    /** 250 ms, 4.2 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
    static String length(Duration given) {
        Duration length = given.isNegative() ? Duration.ZERO : given;
        if (length.toMillis() < 1_000) {
            return length.toMillis() + " ms";
        }
        if (length.toSeconds() < 60) {
            return length.toSeconds() + "." + length.toMillisPart() / 100 + " s";
        }
        if (length.toMinutes() < 60) {
            return parts(length.toMinutes(), "min", length.toSecondsPart(), "s");
        }
        return length.toHours() < 24
                ? parts(length.toHours(), "h", length.toMinutesPart(), "min")
                : parts(length.toDays(), "d", length.toHoursPart(), "h");
    }

    private static String parts(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
