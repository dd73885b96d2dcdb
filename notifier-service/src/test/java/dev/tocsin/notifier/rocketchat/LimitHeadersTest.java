package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.testsupport.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitHeadersTest {
    private final ManualClock clock = new ManualClock(Routed.NOON);
    private final LimitHeaders headers = new LimitHeaders(clock);
    private final Limiter limiter = new Limiter();

    private void told(int status, String remaining, String body) {
        String reset = Long.toString(Routed.NOON.plusSeconds(60).toEpochMilli());
        tell(
                status,
                Map.of("x-ratelimit-limit", "10", "x-ratelimit-remaining", remaining, "x-ratelimit-reset", reset),
                body);
    }

    private void tell(int status, Map<String, String> said, String body) {
        headers.tell(limiter, new Reply.Answer(status, said, body));
    }

    /** When one of several lanes may call, the most urgent one. */
    private Duration wait(String who) {
        Instant now = clock.instant();
        return Duration.between(now, limiter.ask(who, 0, 1, now));
    }

    @Test
    void aWindowIsLearned() {
        told(200, "9", "{\"success\":true}");
        assertThat(wait("a")).isZero();
        assertThat(wait("b")).isPositive();
    }

    @Test
    void aRefusalTellsOfTheLimitToo() {
        told(400, "0", "{\"success\":false}");
        assertThat(wait("a")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void oneCallTooManyClosesTheWindowWhateverTheServerSaysIsLeft() {
        told(429, "Infinity", "");
        assertThat(wait("a")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void aLimiterThatFailsOpenIsNone() {
        told(200, "Infinity", "{\"success\":true}");
        for (int i = 0; i < 20; i++) {
            assertThat(wait("a")).isZero();
        }
    }

    @Test
    void anAnswerOfRocketChatWithoutHeadersShowsThatThereIsNoLimit() {
        tell(400, Map.of(), "{\"success\":false}");
        assertThat(wait("a")).isZero();
        assertThat(wait("b")).isZero();
    }

    /** It has not counted anything: the next call may go, alone again. */
    @Test
    void anAnswerOfAProxyShowsNothing() {
        for (int status : new int[] {200, 400, 401, 502}) {
            assertThat(wait("a")).isZero();
            tell(status, Map.of(), "<html>");
        }
        assertThat(wait("a")).isZero();
        assertThat(wait("b")).isPositive();
    }

    @Test
    void noAnswerShowsNothing() {
        assertThat(wait("a")).isZero();
        headers.tell(limiter, new Reply.Failure(new Outcome.Retryable("no connection", Fate.NOT_STORED, null)));
        assertThat(wait("b")).isZero();
    }

    @Test
    void aProxysOwnLimitIsKept() {
        tell(429, Map.of("retry-after", "17"), "");
        assertThat(wait("a")).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void aPageThatSaysAllIsWellLeavesWhatIsKnown() {
        told(200, "0", "{\"success\":true}");
        tell(200, Map.of(), "<html>Back soon</html>");
        assertThat(wait("a")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void aProxysOwnLimitMayEndAtADateOfItsClock() {
        tell(429, Map.of("retry-after", "Mon, 02 Mar 2026 12:00:17 GMT"), "");
        assertThat(wait("a")).isEqualTo(Duration.ofSeconds(17));
        tell(429, Map.of("retry-after", "Mon, 02 Mar 2026 13:00:19 GMT", "date", "Mon, 02 Mar 2026 13:00:00 GMT"), "");
        assertThat(wait("a")).isEqualTo(Duration.ofSeconds(19));
    }

    /** Others count seconds there, of the epoch or until then; read as milliseconds that was in 1970. */
    @Test
    void aResetThatIsNoTimeInMillisecondsDoesNotHideWhatElseIsSaid() {
        for (String reset :
                List.of("30", Long.toString(Routed.NOON.plusSeconds(30).getEpochSecond()))) {
            tell(
                    429,
                    Map.of(
                            "x-ratelimit-limit", "100",
                            "x-ratelimit-remaining", "0",
                            "x-ratelimit-reset", reset,
                            "retry-after", "17"),
                    "");
            assertThat(wait("a")).isEqualTo(Duration.ofSeconds(17));
        }
    }

    @Test
    void wordsAboutTheWaitCountToo() {
        tell(429, Map.of(), "{\"success\":false,\"error\":\"You must wait 42 seconds before trying.\"}");
        assertThat(wait("a")).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void senselessNumbersAreHarmless() {
        tell(
                200,
                Map.of(
                        "x-ratelimit-limit", "0",
                        "x-ratelimit-remaining", "999999999999999",
                        "x-ratelimit-reset", "999999999999999"),
                "{\"success\":true}");
        assertThat(wait("a")).isZero();
    }
}
