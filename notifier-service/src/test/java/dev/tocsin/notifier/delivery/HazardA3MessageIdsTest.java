package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardA3MessageIdsTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void anIdSaysWhatItIsMadeOf() {
        MessageIds ids = new MessageIds("cluster", "topic", CRITICAL, "room");
        LaneKey elsewhere = new LaneKey(CRITICAL.receiver(), CRITICAL.topic(), 1);
        LaneKey another = new LaneKey("payments", CRITICAL.topic(), 0);
        assertThat(ids.of(3, 9)).matches("[0-9a-f]{24}").isEqualTo(ids.of(3, 9));
        assertThat(List.of(
                        ids.of(3, 9),
                        ids.of(3, 8),
                        ids.of(4, 9),
                        new MessageIds("wiped", "topic", CRITICAL, "room").of(3, 9),
                        new MessageIds("cluster", "made again", CRITICAL, "room").of(3, 9),
                        new MessageIds("cluster", "topic", elsewhere, "room").of(3, 9),
                        new MessageIds("cluster", "topic", another, "room").of(3, 9),
                        new MessageIds("cluster", "topic", CRITICAL, "other").of(3, 9)))
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnknownFateKeepsRangeAndIdWhateverArrives() {
        world.receiver = post -> Answer.hanging();
        member.open(CRITICAL);
        world.put(CRITICAL, "a", "b");
        member.round();
        world.put(CRITICAL, "c", "d");
        member.run(Duration.ofMinutes(5));
        assertThat(world.posts).hasSizeGreaterThan(10);
        assertThat(world.posts)
                .extracting(Post::messageId)
                .containsOnly(world.posts.getFirst().messageId());
        assertThat(world.posts).extracting(Post::instances).containsOnly(List.of("a", "b"));
    }

    @Test
    void anUnknownFateStaysUnknownThroughLaterFailures() {
        world.receiver = post -> Answer.hanging();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(9));
        world.receiver = post -> Answer.down();
        member.run(Duration.ofMinutes(1));
        assertThat(world.plan(CRITICAL).orElseThrow().fate()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void aRestartInTheMiddleOfBackoffGoesOnWithTheVeryMessageAndSchedule() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(3));
        member.crash();
        Plan left = world.plan(CRITICAL).orElseThrow();
        List<Post> before = List.copyOf(world.posts);
        world.put(CRITICAL, "c");
        world.posts.clear();
        Member next = new Member(world, new Random(7)).open(CRITICAL);
        next.run(Duration.ofMinutes(1));
        assertThat(left.attempt()).isEqualTo(before.size() + 1);
        assertThat(world.posts.getFirst().at()).isAfterOrEqualTo(left.notBefore());
        assertThat(world.posts)
                .extracting(Post::messageId)
                .containsOnly(before.getFirst().messageId());
        assertThat(world.posts).extracting(Post::instances).containsOnly(List.of("a", "b"));
        assertThat(world.plan(CRITICAL).orElseThrow().attempt()).isEqualTo(left.attempt() + world.posts.size());
        world.receiver = post -> Answer.delivered();
        next.run(Duration.ofSeconds(11));
        assertThat(world.offset(CRITICAL)).isEqualTo(3);
        assertThat(world.deliveries.getFirst().attempts()).isEqualTo(world.posts.size() + before.size() - 1);
    }

    @Test
    void aFormerOwnersPlanMayHaveBeenPosted() {
        world.receiver = post -> Member.never();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        member.crash();
        assertThat(world.plan(CRITICAL).orElseThrow().fate()).isEqualTo(Fate.NOT_STORED);
        assertThat(world.start(CRITICAL).plan().orElseThrow().fate()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void aRestoredPlanIsCommittedByItsNewOwnerBeforeItIsPosted() {
        world.receiver = post -> Member.never();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        member.crash();
        world.events.clear();
        world.receiver = post -> Answer.delivered();
        new Member(world, new Random(2)).open(CRITICAL).round();
        assertThat(world.events)
                .containsExactly("commit 0 plan to 1", "post [a]", "outcome Delivered", "log 1", "commit 1");
    }

    @Test
    void aPlanWhoseRecordsAreGoneIsForgotten() {
        world.receiver = post -> Member.never();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        member.crash();
        world.topic(CRITICAL).set(0, Optional.empty());
        world.receiver = post -> Answer.delivered();
        Member next = new Member(world, new Random(2)).open(CRITICAL);
        world.put(CRITICAL, "b");
        next.round();
        assertThat(world.offset(CRITICAL)).isEqualTo(2);
        assertThat(world.plan(CRITICAL)).isEmpty();
    }
}
