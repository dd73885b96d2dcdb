package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardA12OrderOfWritingTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void aFailedLogWriteIsRepeatedAndNothingMovesUntilItIsKept() {
        world.logs = () -> false;
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        world.put(CRITICAL, "b");
        member.run(Duration.ofMinutes(5));
        assertThat(world.posts).hasSize(1);
        assertThat(world.offset(CRITICAL)).isZero();
        assertThat(member.lane(CRITICAL).totals()).isEqualTo(Totals.NONE);
        assertThat(world.events).filteredOn("no log 1"::equals).hasSizeGreaterThan(100);
        world.logs = () -> true;
        member.run(Duration.ofSeconds(1));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(2, 0, 0));
        assertThat(world.posts).hasSize(2);
    }

    @Test
    void whatIsParkedIsWrittenBeforeTheOffsetMoves() {
        world.receiver = post -> Answer.refused();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        assertThat(world.events)
                .containsSubsequence("post [a]", "outcome Refused", "probe", "outcome Delivered", "log 1", "commit 1");
        assertThat(world.parked).hasSize(1);
    }

    @Test
    void aWriteThatIsUnderWayIsNotRepeated() {
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(5));
        assertThat(world.events).filteredOn("log 1"::equals).hasSize(1);
    }
}
