package dev.tocsin.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's own reading is what is right. */
class TimesTest {
    private static final String CHARACTERS = "0123456789-:.TZtz+ /\u0661";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T12:00:00Z",
                "2026-03-02T12:00:00.5Z",
                "2026-03-02T12:00:00.123456789Z",
                "2026-03-02T12:00:00.000000001Z",
                "1969-12-31T23:59:59.999Z",
                "0000-02-29T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "2024-02-29T00:00:00Z",
                // The library's own leniency.
                "2026-03-02T24:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-03-02T12:00:00+01:00",
                "2026-03-02t12:00:00z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2026-03-02T12:00:00.Z"
            })
    void readsWhatTheLibraryReads(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:61Z",
                "2026-01-01T00:00:00",
                "2026-01-01T00:00:00,5Z",
                "2026-01-01T00:00:00.1234567890Z",
                "2026-01-01T00:00:00.-1Z",
                "2026-01-01 00:00:00Z",
                "2026/01/01T00:00:00Z",
                "2026-01-01T00-00-00Z",
                "202\u0661-01-01T00:00:00Z"
            })
    void refusesWhatTheLibraryRefuses(String text) {
        Throwable theirs = catchThrowable(() -> Instant.parse(text));
        assertThat(catchThrowable(() -> Times.parse(text)))
                .isInstanceOf(DateTimeException.class)
                .hasMessage(theirs.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2026-03-02T12:00:00.500Z",
                "2026-03-02T12:00:00.000001Z",
                "2026-03-02T12:00:00.000000001Z"
            })
    void writesAsTheLibraryWrites(String text) {
        assertThat(Times.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void whatIsNotInTheUsualFormIsLeftToOthers() {
        assertThat(Times.usual("2026-03-02T12:00:00.5Z")).contains(Instant.parse("2026-03-02T12:00:00.5Z"));
        assertThat(Times.usual("2026-03-02T24:00:00Z")).isEmpty();
        assertThat(Times.usual("2026-03-02T12:00:00+01:00")).isEmpty();
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWrites(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(Instant.MIN.getEpochSecond() / 1_000, Instant.MAX.getEpochSecond() / 1_000);
            Instant time = Instant.ofEpochSecond(
                    i % 2 == 0 ? second : second % 4_000_000_000L,
                    random.nextInt(1_000) * (i % 3 == 0 ? 1L : 1_000_000L));
            assertThat(Times.parse(time.toString())).isEqualTo(time);
            assertThat(Times.text(time)).isEqualTo(time.toString());
        }
    }

    @Test
    void agreesWithTheLibraryOnMutilatedTexts() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("2026-03-02T12:34:56.789Z");
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(text.length());
                char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, other);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, other);
                }
            }
            String made = text.toString();
            assertThat(outcome(() -> Times.parse(made))).as(made).isEqualTo(outcome(() -> Instant.parse(made)));
        }
    }

    private static String outcome(Supplier<Instant> reading) {
        try {
            return reading.get().toString();
        } catch (DateTimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
