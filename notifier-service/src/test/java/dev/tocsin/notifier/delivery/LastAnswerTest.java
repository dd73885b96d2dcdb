package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands in Kafka of a batch that the receiver does not take. */
class LastAnswerTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    private LastFailure lastFailure() {
        return world.plan(CRITICAL).flatMap(Plan::lastFailure).orElseThrow();
    }

    @Test
    void beforeTheFirstAnswerThereIsNone() {
        world.receiver = post -> Member.never();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        assertThat(world.plan(CRITICAL).orElseThrow().lastFailure()).isEmpty();
    }

    @Test
    void everyAttemptLeavesItsAnswerAndOneCommit() {
        world.receiver = post -> world.posts.size() == 1 ? Answer.down() : Answer.suspended();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMillis(10));
        Instant first = world.posts.getFirst().at().plusMillis(5);
        assertThat(lastFailure()).isEqualTo(new LastFailure("no connection", first, first));
        member.run(Duration.ofMinutes(10));
        assertThat(lastFailure())
                .isEqualTo(new LastFailure("503 disabled", world.posts.getLast().at(), first));
        assertThat(world.posts).hasSizeGreaterThan(20);
        assertThat(world.plan(CRITICAL).orElseThrow().attempt()).isEqualTo(world.posts.size() + 1);
        assertThat(world.events.stream().filter(event -> event.startsWith("commit")))
                .as("the first plan, and one more for each attempt that failed")
                .hasSize(world.posts.size() + 1);
    }

    @Test
    void aNeutralTextThatIsRefusedIsTheAnswer() {
        world.receiver = post -> Answer.refused();
        world.probed = Answer::refused;
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        assertThat(lastFailure().reason()).isEqualTo("it refuses any message: 400 no");
    }

    @Test
    void theNextOwnerKnowsIt() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        member.crash();
        LastFailure left = lastFailure();
        world.receiver = post -> Answer.suspended();
        world.clock.advance(Duration.ofMinutes(5));
        Member next = new Member(world, new Random(2)).open(CRITICAL);
        next.once();
        assertThat(world.plan(CRITICAL).orElseThrow().fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(lastFailure()).isEqualTo(left);
        next.run(Duration.ofMinutes(1));
        assertThat(lastFailure().reason()).isEqualTo("503 disabled");
        assertThat(lastFailure().since()).isEqualTo(left.since());
    }

    @Test
    void aBatchThatWasTakenLeavesNoneToTheNext() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(1));
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(20));
        world.receiver = post -> Member.never();
        world.put(CRITICAL, "b");
        member.run(Duration.ofSeconds(20));
        assertThat(world.plan(CRITICAL).orElseThrow().lastFailure()).isEmpty();
    }
}
