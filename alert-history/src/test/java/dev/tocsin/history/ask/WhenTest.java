package dev.tocsin.history.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** It is the 20th of November 2026, a quarter past ten in the morning in Berlin. */
class WhenTest {
    private final When when = new When(Instant.parse("2026-11-20T09:15:00Z"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-20T09:15:00Z",
        "2h, 2026-11-20T07:15:00Z",
        "2h ago, 2026-11-20T07:15:00Z",
        "1d12h, 2026-11-18T21:15:00Z",
        "0, 2026-11-20T09:15:00Z",
        "yesterday 22:00, 2026-11-19T21:00:00Z",
        "Yesterday 22:00, 2026-11-19T21:00:00Z",
        "yesterday, 2026-11-18T23:00:00Z",
        "today, 2026-11-19T23:00:00Z",
        "today 8:30, 2026-11-20T07:30:00Z",
        "08:30:15, 2026-11-20T07:30:15Z",
        "8:30 UTC, 2026-11-20T08:30:00Z",
        "2026-11-19, 2026-11-18T23:00:00Z",
        "2026-11-19 22:00, 2026-11-19T21:00:00Z",
        "2026-11-19T22:00, 2026-11-19T21:00:00Z",
        "2026-11-19T22:00:00Z, 2026-11-19T22:00:00Z",
        "2026-11-19T22:00:00.250Z, 2026-11-19T22:00:00.250Z",
        "2026-11-19T22:00:00+05:30, 2026-11-19T16:30:00Z",
        "2026-11-19T22:00:00-0800, 2026-11-20T06:00:00Z",
        "2026-11-19 22:00 America/New_York, 2026-11-20T03:00:00Z",
        "yesterday 22:00 america/new_york, 2026-11-20T03:00:00Z",
    })
    void reads(String text, Instant at) {
        assertThat(when.parse(text)).isEqualTo(at);
    }

    /** There is the 20th already. */
    @ParameterizedTest
    @CsvSource({"today Pacific/Auckland, 2026-11-19T11:00:00Z"})
    void aDayIsOneOfItsZone(String text, Instant at) {
        assertThat(when.parse(text)).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        // The clocks went from two to three, and from three back to two.
        "2026-03-29 02:30, 2026-03-29T01:30:00Z",
        "2026-10-25 02:30, 2026-10-25T00:30:00Z",
    })
    void aChangeOfTheClocksLeavesNoTimeOut(String text, Instant at) {
        assertThat(when.parse(text)).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2",
                "2 hours",
                "-2h",
                "tomorrow",
                "25:00",
                "22:61",
                "2026-02-30",
                "2026-11-19T22",
                "22:00 Nowhere/City",
                "Europe/Berlin",
                "yesterday yesterday",
                "2026-11-19 22:00 Z Z",
            })
    void saysWhatToWriteInstead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> when.parse(text))
                .withMessage("not a time: " + text
                        + " (expected 2h, yesterday 22:00, 22:00, 2026-11-20 22:00 or 2026-11-20T22:00:00Z; a zone such as"
                        + " Europe/Berlin may follow)");
    }
}
