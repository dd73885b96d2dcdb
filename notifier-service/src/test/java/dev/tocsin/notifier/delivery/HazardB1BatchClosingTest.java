package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardB1BatchClosingTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void slotThenPlanThenPostThenOutcomeThenLogThenCommit() {
        member.open(CRITICAL).round();
        world.events.clear();
        world.put(CRITICAL, "a", "b");
        member.round();
        assertThat(world.events)
                .containsExactly("commit 0 plan to 2", "post [a, b]", "outcome Delivered", "log 2", "commit 2");
    }

    @Test
    void aBatchWaitsForItsLinger() {
        world.linger = Duration.ofSeconds(10);
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(6));
        world.put(CRITICAL, "b");
        member.run(Duration.ofMillis(3_900));
        assertThat(world.posts).isEmpty();
        member.run(Duration.ofMillis(200));
        assertThat(world.posts).singleElement().extracting(Post::instances).isEqualTo(List.of("a", "b"));
    }

    @Test
    void aFullBatchDoesNotWait() {
        world.linger = Duration.ofSeconds(10);
        world.maxAlerts = 3;
        member.open(CRITICAL);
        world.put(CRITICAL, "a", "b", "c");
        member.round();
        assertThat(world.posts).singleElement().extracting(Post::instances).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void aBatchThatIsFullInBytesDoesNotWaitEither() {
        world.linger = Duration.ofSeconds(10);
        world.maxBytes = 1_000;
        member.open(CRITICAL);
        world.put(CRITICAL, Routed.firing("a"), 600);
        world.put(CRITICAL, Routed.firing("b"), 600);
        member.round();
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a"));
    }

    @Test
    void aRecordThatIsLargerThanABatchTravelsAlone() {
        world.maxBytes = 1_000;
        member.open(CRITICAL);
        world.put(CRITICAL, Routed.firing("a"), 5_000);
        world.put(CRITICAL, Routed.firing("b"), 10);
        member.round();
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whatArrivesDuringAPostTravelsInOneMessage() {
        world.receiver = post -> new Answer(Answer.delivered().outcome(), Duration.ofSeconds(5));
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        world.put(CRITICAL, "b", "c");
        member.run(Duration.ofSeconds(1));
        world.put(CRITICAL, "d");
        member.run(Duration.ofSeconds(10));
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void aBatchGrowsWhileTheReceiverFails() {
        member.open(CRITICAL, World.WARNING);
        world.put(World.WARNING, "w");
        world.receiver = post -> Answer.down();
        member.run(Duration.ofMillis(10));
        world.put(CRITICAL, "a");
        member.round();
        world.put(CRITICAL, "b");
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(70));
        assertThat(world.postsOf("a"))
                .singleElement()
                .extracting(Post::instances)
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void aLaneReadsNoMoreThanItHasRoomFor() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        for (int i = 0; i < 4_000; i++) {
            world.put(CRITICAL, "i" + i);
        }
        member.run(Duration.ofMinutes(5));
        assertThat(member.lane(CRITICAL).pending()).isLessThanOrEqualTo(1_600);
        assertThat(member.lane(CRITICAL).full()).isTrue();
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofMinutes(1));
        assertThat(world.offset(CRITICAL)).isEqualTo(4_000);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(4_000, 0, 0));
    }
}
