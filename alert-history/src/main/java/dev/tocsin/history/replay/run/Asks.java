package dev.tocsin.history.replay.run;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.replay.Question;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.route.Matcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is asked for, in the words in which it is kept. */
public final class Asks {
    /** The mode of what was put back in line by its keys. */
    public static final String PARKED = "parked";

    private static final int DIGEST_BYTES = 16;

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
                "",
                digest(selection.keys()));
    }

    /** Keys may be thousands, and only whether they are the same is ever asked. */
    private static String digest(List<String> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        String all = String.join("\n", new TreeSet<>(keys));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
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
                        one.toReceiver(),
                        one.keys())
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
