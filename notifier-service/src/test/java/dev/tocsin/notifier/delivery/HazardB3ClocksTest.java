package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardB3ClocksTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @ParameterizedTest
    @CsvSource({"critical, 10", "info, 60"})
    void waitsStayWithinTheCapOfTheSeverity(String severity, int cap) {
        LaneKey lane = severity.equals("critical") ? CRITICAL : INFO;
        world.receiver = post -> Answer.down();
        member.open(lane);
        world.put(lane, "a");
        member.run(Duration.ofHours(2));
        Duration longest = Duration.ZERO;
        for (int i = 1; i < world.posts.size(); i++) {
            Duration wait = Duration.between(
                    world.posts.get(i - 1).at(), world.posts.get(i).at());
            assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(cap).plusMillis(10));
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        assertThat(longest).as("full jitter uses the room").isGreaterThan(Duration.ofSeconds(cap * 3L / 4));
    }

    private Answer comeBack(Instant at) {
        return new Answer(new Outcome.Retryable("429", Fate.NOT_STORED, at), Duration.ZERO);
    }

    @Test
    void anAnnouncedTimeIsKept() {
        world.receiver = post -> comeBack(world.now().plusSeconds(42));
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        member.run(Duration.ofMillis(41_900));
        assertThat(world.posts).hasSize(1);
        member.run(Duration.ofMillis(200));
        assertThat(world.posts).hasSize(2);
    }

    @Test
    void anAnnouncedTimeThatIsTooFarAwayCountsAsAMinute() {
        world.receiver = post -> comeBack(world.now().plus(Duration.ofHours(1)));
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(61));
        assertThat(world.posts).hasSize(2);
    }

    @Test
    void anAnnouncedTimeInThePastIsNoReasonToHurry() {
        world.receiver = post -> comeBack(world.now().minus(Duration.ofHours(1)));
        member.open(INFO);
        world.put(INFO, "a");
        member.run(Duration.ofMinutes(10));
        assertThat(world.posts).hasSizeLessThan(40);
    }

    @Test
    void aStoredTimeOfAnOwnerWhoseClockIsAheadCountsAsTheCap() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        member.crash();
        Plan left = world.plan(CRITICAL).orElseThrow();
        world.clock.advance(Duration.ofHours(-1));
        world.receiver = post -> Answer.delivered();
        Member next = new Member(world, new Random(2)).open(CRITICAL);
        next.run(Duration.ofSeconds(11));
        assertThat(left.notBefore()).isAfter(world.now().plus(Duration.ofMinutes(30)));
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
    }

    @Test
    void aClockThatIsPutBackHoldsNothingUp() {
        world.receiver = post -> Answer.down();
        world.linger = Duration.ofSeconds(5);
        member.open(CRITICAL, INFO);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(5));
        world.put(INFO, "b");
        member.round();
        world.clock.advance(Duration.ofHours(-1));
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(16));
        assertThat(List.of(world.offset(CRITICAL), world.offset(INFO))).containsExactly(1L, 1L);
    }

    @Test
    void aClockThatIsPutBackHoldsNoRepeatedWriteUp() {
        world.logs = () -> false;
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        world.clock.advance(Duration.ofHours(-1));
        world.logs = () -> true;
        member.run(Duration.ofSeconds(2));
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
    }

    @Test
    void aClockThatIsPutBackHoldsNoRepeatedCommitUp() {
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        world.commits = () -> false;
        member.round();
        world.clock.advance(Duration.ofHours(-1));
        world.commits = () -> true;
        member.run(Duration.ofSeconds(2));
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
    }
}
