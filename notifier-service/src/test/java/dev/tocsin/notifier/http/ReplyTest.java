package dev.tocsin.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.testsupport.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
    /** Noon by our clock. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon, 02 Mar 2026 12:00:00 GMT | 0
            Mon, 02 Mar 2026 12:00:01 GMT | 0
            Mon, 02 Mar 2026 13:00:00 GMT | 3600
            Mon, 02 Mar 2026 09:30:00 GMT | -9000
            yesterday                     | 0
            """)
    void aMomentOfTheServerIsTakenByOurClock(String date, long ahead) {
        Reply.Answer answer = new Reply.Answer(200, Map.of("date", date), "");
        assertThat(answer.byOurClock(Routed.NOON.plusSeconds(30).plusSeconds(ahead), new ManualClock(Routed.NOON)))
                .isEqualTo(Routed.NOON.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "0, 0", "-1, ", "Infinity, ", "9999999999999999, ", "1.5, "})
    void aHeaderIsANumberOrNothing(String text, Long number) {
        assertThat(new Reply.Answer(200, Map.of("retry-after", text), "").number("retry-after"))
                .isEqualTo(Optional.ofNullable(number));
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT30S"})
    void aServerThatDoesNotSayTheTimeHasOurs(Duration later) {
        assertThat(new Reply.Answer(200, Map.of(), "")
                        .byOurClock(Routed.NOON.plus(later), new ManualClock(Routed.NOON)))
                .isEqualTo(Routed.NOON.plus(later));
    }
}
