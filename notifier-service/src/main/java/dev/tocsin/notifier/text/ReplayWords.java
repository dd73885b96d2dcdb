package dev.tocsin.notifier.text;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a replay says of an alert, in the past tense: what was, and how it is now (hazards.md A8). The words are our own:
 * nothing in them is foreign text.
 *
 * @param replay of one alert
 */
public record ReplayWords(Replay replay) {
    /** So many of the first and of the last tellings stand in a message: between more of them nobody finds his way. */
    private static final int EACH = 3;

    /** What was, and below it how it is. Of a long history the first and the last tellings. */
    String lines() {
        return history(EACH, new Times()) + "\n" + present(new Times());
    }

    /**
     * The same on one line of at most {@code limit} UTF-16 units, 200 of which are enough: with as many tellings as there
     * is room for, and in any case what was missed last and how it is now.
     */
    String line(int limit) {
        String line = "";
        for (int each = EACH; each >= 0; each--) {
            line = onOneLine(each);
            if (line.length() <= limit) {
                return line;
            }
        }
        return Untrusted.cut(line, limit);
    }

    /** The same on one line, with all tellings that are known. */
    public String whole() {
        return onOneLine(Integer.MAX_VALUE);
    }

    private String onOneLine(int each) {
        Times times = new Times();
        return history(each, times) + "; " + present(times);
    }

    private String history(int each, Times times) {
        List<Past> known = replay.history();
        boolean mixed = known.stream().map(Past::missed).distinct().count() > 1;
        StringBuilder text =
                new StringBuilder(mixed ? "history: " : known.getFirst().missed() ? "missed: " : "told before: ");
        long next = 0;
        for (int index : shown(each).toArray()) {
            long at = place(index);
            text.append(at == next ? (at == 0 ? "" : ", ") : gap(next, at - next));
            Past past = known.get(index);
            text.append(word(past.reason())).append(' ').append(times.of(past.at()));
            text.append(!mixed ? "" : past.missed() ? " (missed)" : " (told)");
            next = at + 1;
        }
        long behind = replay.tellings() - next;
        return text.append(behind > 0 ? " · " + behind + " more" : "").toString();
    }

    /** Of those that are known: as many of the first and of the last ones, and what was missed last. */
    private IntStream shown(int each) {
        int known = replay.history().size();
        int missedLast = IntStream.range(0, known)
                .filter(i -> replay.history().get(i).missed())
                .max()
                .orElse(known - 1);
        return IntStream.range(0, known).filter(i -> i < each || i >= (long) known - each || i == missedLast);
    }

    /** How many stand before it. */
    private long place(int index) {
        return index < Replay.FIRST ? index : index + replay.leftOut();
    }

    private static String gap(long before, long count) {
        return before == 0 ? count + " others · " : " · " + count + " more · ";
    }

    private static String word(Reason reason) {
        return switch (reason) {
            case FIRING -> "fired";
            case REFIRED -> "fired again";
            case REPEAT -> "still fired";
            case RESOLVED -> "resolved";
            case EXPIRED -> "no longer heard of";
            case REPLAY -> "replayed";
        };
    }

    private String present(Times times) {
        Present present = replay.present();
        // What is not known since when has the time at which it was found out.
        Optional<Instant> since = Optional.of(present.since()).filter(at -> !at.equals(present.asOf()));
        String state = switch (present.state()) {
            case FIRING ->
                "still fires" + since.map(at -> ", since " + times.of(at)).orElse("");
            case ENDED -> "over" + since.map(at -> " since " + times.of(at)).orElse("");
            case UNKNOWN -> "not known any more";
        };
        return "now: " + state + " (as of " + times.of(present.asOf()) + ")";
    }

    /** Times as templates have them; of the same day as the one before without the day. */
    private static final class Times {
        private @Nullable LocalDate day;

        private String of(Instant at) {
            LocalDate last = day;
            day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            return day.equals(last) ? TemplateFilters.timeOfDay(at) : TemplateFilters.time(at);
        }
    }
}
