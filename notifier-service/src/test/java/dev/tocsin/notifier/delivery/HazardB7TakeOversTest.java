package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a new owner has to know of what a fallback was told. */
class HazardB7TakeOversTest extends FallbackOutage {
    HazardB7TakeOversTest() {
        super(CRITICAL);
    }

    @Test
    void anEndThatWasToldThereBeforeItsReceiverWasIsNotToldThereAgainByANewOwner() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        fallbackIsAway();
        world.put(CRITICAL, "b");
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(20));
        world.receiver = post -> post.instances().contains("b") ? Member.never() : Answer.delivered();
        member.run(Duration.ofSeconds(20));
        fallbackIsBack();
        member.run(Duration.ofSeconds(20));
        assertThat(toldThere()).containsExactly("a ended");
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
        takeOver();
        away();
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsOnlyOnce("a ended");
    }

    @Test
    void whatStandsThereIsKnownAfterMoreTakeOversThanRangesAreKept() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        world.put(CRITICAL, "b");
        member.run(Duration.ofSeconds(20));
        away();
        fallbackIsAway();
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(2));
        for (int i = 0; i < 50; i++) {
            takeOver();
            member.run(Duration.ofSeconds(10));
        }
        back();
        fallbackIsBack();
        member.run(Duration.ofMinutes(2));
        takeOver();
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofMinutes(1));
        assertThat(toldThere()).contains("a ended");
    }
}
