package dev.tocsin.history.replay.run;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.replay.Question;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.route.Matcher;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is asked for, in the words in which it is kept. */
public final class Asks {
    /** The mode of what was put back in line by its keys. */
    public static final String PARKED = "parked";

    private Asks() {}

    /** What is put back in line of what is parked. */
    public static Ask parked(Selection selection, Instant now) {
        return new Ask(
                PARKED,
                selection.from().orElse(Instant.EPOCH),
                selection.to().orElse(now),
                selection.receivers(),
                selection.severities(),
                selection.matchers(),
                false,
                "");
    }

    /** Whether both ask for the same, but for the time: what was said relative to then is another time now. */
    public static boolean isSame(Ask one, Ask other) {
        return new Ask(
                        one.mode(),
                        other.from(),
                        other.to(),
                        one.receivers(),
                        one.severities(),
                        one.matchers(),
                        one.firing(),
                        one.toReceiver())
                .equals(other);
    }

    /** The word of a mode: lower case, with dashes. */
    public static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is meant; throws IllegalArgumentException with a sentence when it means nothing here. */
    public static Question question(Ask ask) {
        return new Question(
                mode(ask.mode()),
                new Filter(
                        Set.copyOf(ask.receivers()),
                        Set.copyOf(ask.severities()),
                        ask.matchers().stream().map(Matcher::parse).toList()),
                ask.firing(),
                Optional.of(ask.toReceiver()).filter(name -> !name.isEmpty()));
    }

    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) {
            if (word(mode).equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "not a mode of a replay: " + word + " (expected missed, as-routed-now or all)");
    }

    /** Which time is meant. */
    public static Span span(Ask ask) {
        return new Span(ask.from(), ask.to());
    }
}
