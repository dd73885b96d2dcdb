package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardB11PlanCommitTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void aPlanThatIsNotCommittedIsNotPostedButCommittedAgain() {
        world.commits = () -> false;
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        assertThat(world.posts).isEmpty();
        assertThat(world.events).hasSizeGreaterThan(60).hasSizeLessThan(200).containsOnly("no commit 0 plan to 1");
        world.commits = () -> true;
        member.run(Duration.ofSeconds(1));
        assertThat(world.posts).hasSize(1);
    }

    @Test
    void aCommitThatTookTooLongIsMadeAgainBeforeAnythingIsPosted() {
        member.mayPost = false;
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.once();
        world.doDue();
        assertThat(world.posts).isEmpty();
        member.mayPost = true;
        member.round();
        assertThat(world.posts).hasSize(1);
        assertThat(world.events.subList(0, 3)).containsExactly("commit 0 plan to 1", "commit 0 plan to 1", "post [a]");
    }

    @Test
    void aRetryAfterThisProcessWasAwayIsCommittedAgainBeforeItIsPosted() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        // Meanwhile somebody else owns the partition: a commit would be refused.
        world.commits = () -> false;
        world.posts.clear();
        member.lanes.wasAway();
        member.run(Duration.ofMinutes(5));
        assertThat(world.posts).isEmpty();
        world.commits = () -> true;
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(11));
        assertThat(world.posts).hasSize(1);
    }

    @Test
    void plansOfAllLanesAreCommittedInOneRound() {
        member.open(CRITICAL, WARNING);
        world.put(CRITICAL, "a");
        world.put(WARNING, "b");
        member.once();
        assertThat(world.events).containsExactly("commit 0 plan to 1", "commit 0 plan to 1");
    }

    @Test
    void aCommitIsNotAskedForWhileOneIsUnderWay() {
        member.open(CRITICAL);
        member.once();
        world.put(CRITICAL, "a");
        member.once();
        assertThat(world.events).containsExactly("commit 0");
        member.round();
        assertThat(world.posts).hasSize(1);
    }
}
