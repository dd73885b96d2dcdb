package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Occasion.AfterOutage;
import dev.tocsin.notifier.delivery.Occasion.InsteadOf;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HazardB7FallbackTest extends FallbackOutage {
    HazardB7FallbackTest() {
        super(CRITICAL, WARNING);
    }

    @Test
    void waitingCriticalAlertsAreToldThereAfterAMinuteAndMarked() {
        away();
        world.put(CRITICAL, "a");
        world.put(WARNING, "w");
        member.run(Duration.ofSeconds(30));
        world.put(CRITICAL, "b");
        member.run(Duration.ofSeconds(25));
        assertThat(world.fallbackPosts).isEmpty();
        member.run(Duration.ofSeconds(10));
        assertThat(toldThere()).containsExactly("a", "b");
        assertThat(world.fallbackPosts.getFirst().attempt().occasion()).isEqualTo(new InsteadOf(Routed.RECEIVER));
        world.put(CRITICAL, "c");
        member.run(Duration.ofSeconds(2));
        assertThat(toldThere()).containsExactly("a", "b", "c");
    }

    @Test
    void whatAddressesTheFallbackAnywayIsLeftToIt() {
        away();
        world.put(
                CRITICAL,
                Routed.alert("HostDown")
                        .label("instance", "a")
                        .to(Routed.RECEIVER, Member.FALLBACK)
                        .told());
        world.put(CRITICAL, "b");
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("b");
    }

    @Test
    void anEndIsToldWhereTheBeginningWasEvenAfterTheReceiverIsBack() {
        away();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(2));
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(2));
        assertThat(toldThere()).containsExactly("a", "b", "a ended");
        back();
        member.run(Duration.ofSeconds(20));
        world.put(CRITICAL, "c");
        world.put(CRITICAL, ended("b", 2));
        world.put(CRITICAL, ended("c", 2));
        member.run(Duration.ofSeconds(5));
        assertThat(toldThere()).containsExactly("a", "b", "a ended", "b ended");
        assertThat(Optional.ofNullable(world.committed.get(CRITICAL)).flatMap(Commitment::fallback))
                .as("nothing of interest is left there")
                .isEmpty();
    }

    @Test
    void aReceiverThatIsBackGetsOneMessageOfWhatItMissed() {
        away();
        world.maxAlerts = 5;
        takeOver();
        IntStream.range(0, 40).forEach(i -> world.put(CRITICAL, "i" + i));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(40);
        world.posts.clear();
        back();
        member.run(Duration.ofSeconds(20));
        assertThat(world.posts).singleElement().satisfies(post -> {
            assertThat(post.instances()).hasSize(40);
            assertThat(post.attempt().occasion()).isEqualTo(new AfterOutage(Member.FALLBACK));
        });
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(40, 0, 0));
    }

    @Test
    void anAttemptOfUnknownFateIsSettledBeforeTheDigest() {
        world.receiver = post -> Answer.hanging();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofSeconds(20));
        away();
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "b", "c");
        String first = world.posts.getFirst().messageId();
        world.posts.clear();
        back();
        member.run(Duration.ofSeconds(20));
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(world.posts.getFirst().messageId()).isEqualTo(first);
        assertThat(world.posts.getLast().attempt().occasion()).isEqualTo(new AfterOutage(Member.FALLBACK));
    }

    @Test
    void aShortFailureTellsNobodyElse() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(50));
        back();
        member.run(Duration.ofMinutes(2));
        assertThat(world.fallbackPosts).isEmpty();
        assertThat(world.posts.getLast().attempt().occasion()).isEqualTo(Occasion.usual());
    }

    @Test
    void theNextOwnerKnowsWhatWasToldThere() {
        away();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        takeOver();
        world.put(CRITICAL, "c");
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(10));
        takeOver();
        world.put(CRITICAL, ended("b", 2));
        world.put(CRITICAL, ended("c", 2));
        member.run(Duration.ofSeconds(10));
        assertThat(toldThere()).containsExactly("a", "b", "a ended", "b ended");
        assertThat(world.totals(CRITICAL).passed()).isEqualTo(6);
    }

    @Test
    void theNextOwnerForgetsNothingWhileItStillReads() {
        away();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        world.pollAtMost = 1;
        takeOver();
        world.put(CRITICAL, ended("b", 2));
        member.run(Duration.ofSeconds(20));
        assertThat(toldThere()).containsExactly("a", "b", "b ended");
    }

    @Test
    void aTakeOverDuringAPostThereRepeatsTheSameMessage() {
        away();
        world.fallback = post -> Member.never();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(2));
        world.fallback = post -> Answer.delivered();
        takeOver();
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(2));
        assertThat(world.fallbackPosts.get(1).messageId())
                .isEqualTo(world.fallbackPosts.get(0).messageId());
        assertThat(world.fallbackPosts.get(1).instances()).containsExactly("a", "b");
        assertThat(world.fallbackPosts.get(2).instances()).containsExactly("c");
    }

    @Test
    void aFallbackThatFailsTooIsTriedAgainAndNothingIsParkedBecauseOfIt() {
        away();
        world.fallback = post -> Answer.refused();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(5));
        assertThat(world.parked).isEmpty();
        assertThat(world.offset(CRITICAL)).isZero();
        back();
        member.run(Duration.ofSeconds(20));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
        assertThat(world.deliveries.stream().filter(entry -> entry.receiver().equals(Routed.RECEIVER)))
                .extracting(entry -> entry.end())
                .containsExactly(End.DELIVERED);
    }

    @Test
    void whatTheFallbackHasNotBeenToldWhenTheReceiverIsBackIsNotToldThereAnyMore() {
        away();
        world.fallback = post -> Answer.down();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        world.fallback = post -> Answer.delivered();
        world.fallbackPosts.clear();
        member.run(Duration.ofMinutes(5));
        assertThat(world.fallbackPosts).isEmpty();
    }

    @Test
    void aBacklogThatDoesNotFitIntoMemoryIsToldThereAllTheSame() {
        away();
        IntStream.range(0, 5_000).forEach(i -> world.put(CRITICAL, "i" + i));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(member.lane(CRITICAL).pending()).isLessThan(2_000);
        world.put(CRITICAL, ended("i4999", 2));
        member.run(Duration.ofSeconds(2));
        assertThat(toldThere()).endsWith("i4999 ended");
        back();
        world.posts.clear();
        member.run(Duration.ofMinutes(1));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(5_000, 1, 0));
        assertThat(world.offset(CRITICAL)).isEqualTo(5_001);
        assertThat(world.posts)
                .extracting(post -> post.attempt().occasion())
                .containsOnly(new AfterOutage(Member.FALLBACK));
        assertThat(toldThere()).hasSize(5_001);
    }

    @Test
    void aReceiverThatTakesALargeBatchBitByBitIsNotAway() {
        world.receiver = post -> world.posts.size() < 40
                ? new Answer(
                        new Outcome.Partly("the others follow", world.now().plusSeconds(20)), Duration.ofSeconds(5))
                : Answer.delivered();
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(20));
        assertThat(world.fallbackPosts).isEmpty();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(2, 0, 0));
        assertThat(world.posts)
                .extracting(Post::messageId)
                .containsOnly(world.posts.getFirst().messageId());
    }

    @Test
    void aSecondOutageIsToldThereToo() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        world.put(CRITICAL, "b");
        member.run(Duration.ofSeconds(2));
        away();
        world.put(CRITICAL, "c");
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "c", "a ended");
    }
}
