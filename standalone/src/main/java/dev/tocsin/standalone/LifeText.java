package dev.tocsin.standalone;

import dev.tocsin.history.answer.AlertAnswer;
import dev.tocsin.history.answer.PlaceAnswer;
import dev.tocsin.history.answer.ReceiverAnswer;
import dev.tocsin.history.answer.StepAnswer;
import dev.tocsin.history.life.Verdict.Why;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.Untrusted;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    void print(AlertAnswer life) {
        if (!life.labels().isEmpty()) {
            out.println(Untrusted.line(Group.of(life.labels()).toString(), SHOWN_LABELS));
        }
        out.println("  " + life.identity() + ", " + known(life.state()));
        if (life.beganBefore()) {
            out.println("  begins before the time that was looked at: an earlier --from shows more");
        }
        if (life.leftOut() > 0) {
            out.println("  " + life.leftOut() + " earlier steps are left out: --from and --to show less time in full");
        }
        printSteps(life);
        life.places().stream().filter(at -> !isOver(at)).forEach(this::printPlace);
        if (!life.places().isEmpty() && life.places().stream().allMatch(LifeText::isOver)) {
            out.println("now: nothing of it waits");
        }
        if (life.receiver() != null) {
            out.println(addressed(life.receiver()));
        }
    }

    private String known(AlertAnswer.@Nullable State state) {
        if (state == null) {
            return "not known any more, or not yet";
        }
        return (state.firing() ? "fires since " + time(state.since()) : "ended, heard " + time(state.changedAt()))
                + ", last heard of " + time(state.lastSeen());
    }

    private void printSteps(AlertAnswer life) {
        Table table = new Table("TIME", "LATER", "WHAT");
        Instant before = null;
        for (StepAnswer step : life.steps()) {
            table.add(
                    time(step.at()),
                    before == null ? "" : "+" + length(Duration.between(before, step.at())),
                    words(step));
            before = last(step);
        }
        table.print(out);
    }

    private static Instant last(StepAnswer step) {
        return step instanceof StepAnswer.Accepted accepted ? accepted.last() : step.at();
    }

    private String words(StepAnswer step) {
        return switch (step) {
            case StepAnswer.Accepted accepted -> accepted(accepted);
            case StepAnswer.Routed routed -> routed(routed);
            case StepAnswer.Ended ended -> ended(ended);
            case StepAnswer.PutAside aside -> "put aside in alerts.rejected: " + Untrusted.line(aside.detail(), SHOWN);
        };
    }

    private String accepted(StepAnswer.Accepted step) {
        String what = "accepted as " + step.status().word() + " from " + Untrusted.line(step.source(), SHOWN)
                + ", request " + Untrusted.line(step.requestId(), SHOWN);
        String more = step.times() == 1 ? "" : ", and " + (step.times() - 1) + " more until " + time(step.last());
        return what + more + ": " + verdict(step.verdict());
    }

    private String verdict(StepAnswer.Verdict verdict) {
        return switch (verdict.result()) {
            case TOLD -> "news";
            case REJECTED ->
                "not told, put aside in alerts.rejected: "
                        + Untrusted.line(Objects.requireNonNullElse(verdict.detail(), ""), SHOWN);
            case NOTHING_NEW ->
                "not told, nothing new"
                        + (verdict.toldAt() == null ? "" : "; told last " + time(verdict.toldAt()))
                        + (verdict.repeatAfterSeconds() == null
                                ? ""
                                : ", again after " + length(Duration.ofSeconds(verdict.repeatAfterSeconds())))
                        + BY_THE_RULES;
            case NOT_TOLD -> verdict.why() == null ? "not told" : why(verdict.why());
        };
    }

    private static final String BY_THE_RULES = " (by the rules as of now)";

    private static String why(Why why) {
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

    private String routed(StepAnswer.Routed routed) {
        if (routed.reason() == Reason.REPLAY) {
            return "put in line by " + replay(routed.replay()) + ", " + routed.severity() + ", to "
                    + String.join(", ", routed.receivers()) + ", group "
                    + Untrusted.line(Group.of(routed.group()).toString(), SHOWN);
        }
        String by = routed.reason() == Reason.EXPIRED ? "by the clock, not heard of for too long, " : "";
        return by + "routed as " + word(routed.reason()) + ", " + routed.severity() + ", to "
                + String.join(", ", routed.receivers()) + ", group "
                + Untrusted.line(Group.of(routed.group()).toString(), SHOWN)
                + ", episode " + routed.episode();
    }

    private static String replay(@Nullable String id) {
        return id == null ? "a replay" : "replay " + Untrusted.line(id, SHOWN);
    }

    private static String ended(StepAnswer.Ended ended) {
        if (ended.end() == End.REPLAYED) {
            return ended.receiver() + ": " + replay(ended.replay()) + " told what stands "
                    + (ended.firstRecord() == null ? "at " : "from " + ended.firstRecord() + " to ") + ended.record();
        }
        return ended.receiver() + (ended.fallback() ? ", in place of another" : "") + ": " + end(ended)
                + (ended.reason() == Reason.REPLAY
                        ? " by " + replay(ended.replay())
                        : " (" + word(ended.reason()) + ")")
                + ", attempt " + ended.attempts()
                + (ended.messageId().isEmpty() ? "" : ", message " + Untrusted.line(ended.messageId(), SHOWN))
                + (ended.detail().isEmpty() || ended.detail().equals(ended.messageId())
                        ? ""
                        : ", " + Untrusted.line(ended.detail(), SHOWN));
    }

    private static String end(StepAnswer.Ended ended) {
        boolean again = ended.reason() == Reason.REPLAY;
        return switch (ended.end()) {
            case DELIVERED -> again ? "told again" : "told";
            case SUPERSEDED -> again ? "another record told it again" : "a later state was told instead";
            case PARKED -> again ? "given up, and not told again" : "given up";
            case DISCARDED -> "discarded";
            case REPLAYED -> "told";
        };
    }

    private static boolean isOver(PlaceAnswer at) {
        return at.state() == PlaceAnswer.State.ENDED;
    }

    private void printPlace(PlaceAnswer at) {
        out.println("now: " + word(at.reason()) + " at " + at.receiver() + " " + place(at));
    }

    private String place(PlaceAnswer at) {
        return switch (at.state()) {
            case ENDED -> "is over";
            case PARKED -> "stands parked" + parked(at.parked());
            case WAITING -> "waits for " + length(Duration.between(at.at(), now)) + waiting(at.waiting());
            case NOT_SERVED ->
                "waits for " + length(Duration.between(at.at(), now)) + ", no notifier has served this receiver there";
            case PASSED -> "was passed, and deliveries does not say how it ended: " + at.record();
        };
    }

    private static String parked(PlaceAnswer.@Nullable Parked parked) {
        return parked == null
                ? ""
                : ": " + Untrusted.line(parked.detail(), SHOWN) + "; ./tocsin parked show '" + parked.key() + "'";
    }

    private String waiting(PlaceAnswer.@Nullable Waiting waiting) {
        if (waiting == null) {
            return "";
        }
        PlaceAnswer.Plan plan = waiting.plan();
        PlaceAnswer.Failing failing = waiting.failing();
        if (plan == null) {
            return ", no attempt yet, " + waiting.before() + " records stand before it" + elsewhere(failing);
        }
        String message = ", message " + Untrusted.line(plan.messageId(), SHOWN);
        if (failing == null || !failing.own()) {
            return ", attempt " + plan.attempt() + " is next, not before " + time(plan.notBefore())
                    + "; the first was at " + time(plan.since()) + message + elsewhere(failing);
        }
        return ", attempt " + (plan.attempt() - 1) + " at " + lastAnswer(failing) + "; the next not before "
                + time(plan.notBefore()) + message;
    }

    /** A receiver that takes nothing is asked with one batch for all. */
    private String elsewhere(PlaceAnswer.@Nullable Failing failing) {
        return failing == null
                ? "; why stands in the notifier's log: messages are waiting"
                : "; the receiver did not take " + failing.record() + " at " + lastAnswer(failing);
    }

    private String lastAnswer(PlaceAnswer.Failing failing) {
        return time(failing.at()) + ", the last answer: " + Untrusted.line(failing.reason(), SHOWN)
                + (failing.since().equals(failing.at()) ? "" : ", failing since " + time(failing.since()));
    }

    private static String addressed(ReceiverAnswer asked) {
        String name = asked.name();
        String names = String.join(", ", asked.names());
        if (asked.route() == ReceiverAnswer.Route.UNKNOWN) {
            return name + ": no receiver has this name; there are " + names;
        }
        String past = asked.tellings() == 0
                ? name + ": in this time nothing of this alert was routed to it"
                : name + ": in this time " + asked.tellings() + " of its tellings were routed to it";
        return past + "; "
                + switch (asked.route()) {
                    case UNKNOWN -> "no receiver has this name";
                    case MUTE -> "it has no transport, and is told nothing";
                    case LABELS_NOT_KNOWN -> "what the route says can't be known";
                    case ADDRESSED -> "the route as of now addresses it";
                    case WITHOUT_ENDS -> "the route as of now addresses it, but does not tell it of ends";
                    case OTHERS ->
                        "the route as of now addresses " + names + " instead: ./tocsin check --route says why";
                };
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
