package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Limiter.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
    private static final Duration STEP = Duration.ofMillis(10);

    private final Limiter limiter = new Limiter();
    private final Server server = new Server(10, Duration.ofSeconds(60));
    private Instant now = Routed.NOON;

    /** Counts calls in fixed windows, as Rocket.Chat does: the first call after a window begins the next. */
    private static final class Server {
        private final int limit;
        private final Duration window;
        private Instant end = Instant.MIN;
        private int calls;
        private int blocked;

        Server(int limit, Duration window) {
            this.limit = limit;
            this.window = window;
        }

        Allowance call(Instant at) {
            if (!at.isBefore(end)) {
                end = at.plus(window);
                calls = 0;
            }
            calls++;
            blocked += calls > limit ? 1 : 0;
            return new Allowance(limit, Math.max(0, limit - calls), end);
        }
    }

    private boolean granted(String who, int rank, int waiting) {
        return !limiter.ask(who, rank, waiting, now).isAfter(now);
    }

    /** Asks until there is a slot, calls, and hears the answer at once. Returns how long it waited. */
    private Duration call(Server asked, int rank) {
        Instant began = now;
        while (!granted("lane", rank, 1)) {
            now = now.plus(STEP);
        }
        limiter.learn(asked.call(now), now);
        return Duration.between(began, now);
    }

    @Test
    void aServerWithoutALimitIsNotWaitedFor() {
        assertThat(granted("a", 2, 1)).isTrue();
        limiter.unlimited();
        for (int i = 0; i < 1_000; i++) {
            assertThat(granted("a", 2, 1)).isTrue();
        }
    }

    @Test
    void theFirstCallGoesAloneUntilItsAnswerShowsTheLimit() {
        assertThat(granted("a", 1, 1)).isTrue();
        assertThat(granted("b", 0, 1)).isFalse();
        limiter.learn(server.call(now), now);
        assertThat(granted("b", 0, 1)).isTrue();
    }

    @Test
    void aFirstCallWithoutAnAnswerIsNotWaitedForForEver() {
        assertThat(granted("a", 1, 1)).isTrue();
        limiter.nothingLearned();
        assertThat(granted("b", 1, 1)).isTrue();
        now = now.plusSeconds(10);
        assertThat(granted("c", 1, 1)).isTrue();
    }

    @Test
    void aSlotThatWasNotUsedIsAnothers() {
        assertThat(granted("a", 1, 1)).isTrue();
        limiter.notUsed();
        assertThat(granted("b", 1, 1)).isTrue();
        limiter.learn(new Allowance(2, 1, now.plusSeconds(60)), now);
        assertThat(granted("a", 0, 1)).isTrue();
        assertThat(granted("b", 0, 1)).isFalse();
        limiter.notUsed();
        limiter.notUsed();
        now = now.plusSeconds(59);
        assertThat(granted("b", 0, 1)).isTrue();
        assertThat(granted("c", 0, 1)).isTrue();
        assertThat(granted("d", 0, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, PT60S", "5, PT1S", "2, PT10S", "1, PT5S", "60, PT60S"})
    void noCallIsBlockedAndABacklogUsesTheWindowButForTheKeptSlot(int limit, Duration window) {
        Server busy = new Server(limit, window);
        Instant end = now.plus(window.multipliedBy(10));
        int calls = 0;
        while (now.isBefore(end)) {
            call(busy, 2);
            calls++;
        }
        assertThat(busy.blocked).isZero();
        int usable = Math.max(1, limit - 1) * 10;
        assertThat(calls).isBetween(usable * 8 / 10, usable + 2);
    }

    @Test
    void aCriticalCallWaitsForTheTimeBetweenTwoSlotsAtMost() {
        Duration spacing = Duration.ofSeconds(60).dividedBy(9);
        for (int start = 0; start < 200; start += 7) {
            Instant until = now.plusSeconds(start);
            while (now.isBefore(until)) {
                call(server, 2);
            }
            assertThat(call(server, 0)).isLessThanOrEqualTo(spacing.plus(STEP));
            now = now.plusSeconds(90);
        }
        assertThat(server.blocked).isZero();
    }

    @Test
    void anEndlessRowOfCriticalCallsWaitsNoLongerEither() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            waits.add(call(server, 0));
        }
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) <= 0);
        assertThat(server.blocked).isZero();
    }

    @Test
    void oneSlotPerWindowIsKeptForCritical() {
        for (int i = 0; i < 9; i++) {
            call(server, 1);
        }
        assertThat(granted("info", 2, 1)).isFalse();
        assertThat(granted("critical", 0, 1)).isTrue();
        assertThat(granted("critical", 0, 1)).isFalse();
    }

    @Test
    void aKeptSlotThatWasTakenEarlyCostsTheOthersNone() {
        call(server, 0);
        assertThat(call(server, 0)).isZero();
        Instant end = now.plusSeconds(59);
        int others = 0;
        while (!limiter.ask("lane", 2, 1, now).isAfter(end)) {
            call(server, 2);
            others++;
        }
        assertThat(others).isGreaterThanOrEqualTo(8);
        assertThat(server.blocked).isZero();
    }

    @Test
    void theMostUrgentGoesFirstThenWhoHasMostToTell() {
        call(server, 1);
        assertThat(granted("small", 1, 3)).isFalse();
        assertThat(granted("large", 1, 500)).isFalse();
        assertThat(granted("info", 2, 9_000)).isFalse();
        now = now.plusMillis(2_900);
        assertThat(granted("small", 1, 3)).isFalse();
        assertThat(granted("large", 1, 500)).isFalse();
        now = now.plusMillis(2_900);
        assertThat(granted("small", 1, 3)).isFalse();
        assertThat(granted("large", 1, 500)).isFalse();
        now = now.plusMillis(2_900);
        assertThat(granted("info", 2, 9_000)).isFalse();
        assertThat(granted("small", 1, 3)).isFalse();
        assertThat(granted("large", 1, 500)).isTrue();
    }

    @Test
    void whoWantsNothingAnyMoreHoldsNobodyUp() {
        call(server, 1);
        assertThat(granted("urgent", 0, 1)).isTrue();
        assertThat(granted("urgent", 0, 1)).isFalse();
        assertThat(granted("other", 1, 1)).isFalse();
        limiter.withdraw("urgent");
        now = now.plusSeconds(15);
        assertThat(granted("other", 1, 1)).isTrue();
    }

    @Test
    void whoHasNotAskedForAWhileHoldsNobodyUp() {
        call(server, 1);
        assertThat(granted("gone", 1, 900)).isFalse();
        now = now.plusSeconds(8);
        assertThat(granted("other", 1, 1)).isTrue();
    }

    @Test
    void callsOfOthersBehindTheSameAddressCount() {
        call(server, 1);
        for (int i = 0; i < 8; i++) {
            server.call(now);
        }
        now = now.plusSeconds(7);
        limiter.learn(server.call(now), now);
        assertThat(granted("info", 2, 1)).isFalse();
        assertThat(limiter.ask("info", 2, 1, now)).isAfter(now.plusSeconds(50));
    }

    @Test
    void afterARefusedCallNobodyCallsBeforeTheAnnouncedTime() {
        limiter.blocked(now.plusSeconds(42), now);
        assertThat(limiter.ask("a", 0, 1, now)).isEqualTo(now.plusSeconds(42));
        now = now.plusSeconds(42);
        assertThat(granted("a", 0, 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 3_600, 999_999_999})
    void aTimeFartherAwayThanAWindowCountsAsAWindow(long seconds) {
        limiter.blocked(now.plusSeconds(seconds), now);
        assertThat(limiter.ask("a", 0, 1, now)).isEqualTo(now.plusSeconds(60));
        limiter.learn(new Allowance(10, 0, now.plusSeconds(seconds)), now);
        now = now.plusSeconds(61);
        assertThat(granted("a", 2, 1)).isTrue();
    }

    @Test
    void aWindowThatIsOverByOurClockHoldsNobodyUp() {
        limiter.learn(new Allowance(10, 0, now.minusSeconds(3_600)), now);
        assertThat(granted("a", 2, 1)).isTrue();
    }

    @Test
    void anAnswerThatComesLateSaysNothingOfThePresentWindow() {
        call(server, 1);
        Instant asked = now.plusSeconds(10);
        Allowance late = server.call(asked);
        now = now.plusSeconds(61);
        call(server, 1);
        limiter.learn(late, now);
        assertThat(call(server, 1)).as("until the next slot").isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    void aLimitThatIsTakenAwayIsForgotten() {
        call(server, 2);
        limiter.unlimited();
        assertThat(granted("a", 2, 1)).isTrue();
        assertThat(granted("a", 2, 1)).isTrue();
    }
}
