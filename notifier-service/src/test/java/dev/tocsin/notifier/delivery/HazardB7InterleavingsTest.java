package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import dev.tocsin.notifier.delivery.Occasion.AfterOutage;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Take-overs, short recoveries and failures of the fallback itself while a receiver is away. */
class HazardB7InterleavingsTest extends FallbackOutage {
    HazardB7InterleavingsTest() {
        super(CRITICAL);
    }

    private boolean nothingIsKept() {
        return Optional.ofNullable(world.committed.get(CRITICAL))
                .flatMap(Commitment::fallback)
                .isEmpty();
    }

    @Test
    void anEndThatWaitsThereIsNotForgottenByANewOwnerWhoseFirstPollBringsNothing() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        fallbackIsAway();
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(20));
        assertThat(world.offset(CRITICAL)).isEqualTo(2);
        world.pollAtMost = 0;
        takeOver();
        member.round();
        world.pollAtMost = 1;
        fallbackIsBack();
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a ended");
        assertThat(nothingIsKept()).isTrue();
    }

    @Test
    void aBatchThatWasClosedThereIsToldWholeByANewOwnerWhoseFirstPollBringsNothing() {
        away();
        world.fallback = post -> Member.never();
        world.put(CRITICAL, "a", "b", "c");
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        assertThat(world.offset(CRITICAL)).isEqualTo(3);
        world.pollAtMost = 0;
        takeOver();
        member.round();
        world.pollAtMost = 1;
        fallbackIsBack();
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "b", "c");
        world.put(CRITICAL, ended("b", 2));
        member.run(Duration.ofSeconds(5));
        assertThat(toldThere()).endsWith("b ended");
    }

    @Test
    void aBatchThatWasClosedThereIsToldWholeAlthoughTheReceiverIsBackBeforeItIsRead() {
        world.maxAlerts = 1;
        away();
        world.put(CRITICAL, "z");
        member.run(Duration.ofMinutes(2));
        world.maxAlerts = 3;
        takeOver();
        world.fallback = post -> Member.never();
        world.put(CRITICAL, "a", "b", "c");
        member.run(Duration.ofMinutes(2));
        assertThat(world.fallbackPosts.getLast().instances()).containsExactly("a", "b", "c");
        String id = world.fallbackPosts.getLast().messageId();
        world.pollAtMost = 1;
        takeOver();
        fallbackIsBack();
        member.once();
        member.once();
        member.once();
        back();
        member.run(Duration.ofMinutes(2));
        assertThat(world.fallbackPosts).extracting(Post::messageId).containsExactly(id);
        assertThat(toldThere()).containsExactly("a", "b", "c");
    }

    @Test
    void whatStandsThereIsKnownToAnOwnerThatTookOverWhileTheReceiverWasAway() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        takeOver();
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofMinutes(1));
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(5));
        assertThat(toldThere()).containsExactly("a", "a ended");
    }

    @Test
    void anEndThatANewOwnerToldThereIsToldOnceAndNothingIsLeft() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        takeOver();
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "a ended");
        back();
        member.run(Duration.ofMinutes(2));
        assertThat(nothingIsKept()).isTrue();
        world.put(
                CRITICAL, Routed.alert("HostDown").label("instance", "a").seq(3).told());
        world.put(CRITICAL, ended("a", 4));
        member.run(Duration.ofSeconds(5));
        assertThat(toldThere()).containsExactly("a", "a ended");
    }

    @Test
    void anAlertThatNeverEndsKeepsNoMoreThanItself() {
        away();
        world.put(CRITICAL, "a", "b", "c", "d");
        world.put(CRITICAL, ended("a", 2));
        world.put(CRITICAL, ended("d", 2));
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofMinutes(1));
        world.put(CRITICAL, ended("b", 2));
        member.run(Duration.ofMinutes(1));
        assertThat(Optional.ofNullable(world.committed.get(CRITICAL))
                        .flatMap(Commitment::fallback)
                        .orElseThrow()
                        .ranges())
                .containsExactly(new Range(2, 3));
        takeOver();
        world.put(CRITICAL, ended("c", 2));
        member.run(Duration.ofMinutes(1));
        assertThat(toldThere()).endsWith("b ended", "c ended");
        assertThat(nothingIsKept()).isTrue();
    }

    @Test
    void ofVeryManyOutagesTheOldestBecomeOneAndNoneIsForgotten() {
        FallbackState state = new FallbackState(
                IntStream.range(0, 100)
                        .mapToObj(i -> new Range(10L * i, 10L * i + 5))
                        .toList(),
                1_000,
                Optional.empty());
        assertThat(state.ranges()).hasSize(40).startsWith(new Range(0, 605), new Range(610, 615));
        assertThat(state.ranges()).endsWith(new Range(990, 995));
    }

    @Test
    void anAlertThatBeganAndEndedUntoldThereIsNotToldEndedThere() {
        away();
        fallbackIsAway();
        world.put(CRITICAL, "a");
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofMinutes(2));
        back();
        member.run(Duration.ofSeconds(20));
        fallbackIsBack();
        member.run(Duration.ofMinutes(5));
        assertThat(toldThere()).isEmpty();
    }

    @Test
    void whatWasNotToldThereIsNotSaidToHaveBeen() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        fallbackIsAway();
        world.put(CRITICAL, "b", "c");
        member.run(Duration.ofSeconds(20));
        back();
        world.posts.clear();
        member.run(Duration.ofSeconds(20));
        assertThat(world.postsOf("a").getLast().attempt().occasion()).isEqualTo(new AfterOutage(Member.FALLBACK));
        assertThat(world.postsOf("c").getLast().attempt().occasion()).isEqualTo(Occasion.usual());
        takeOver();
        fallbackIsBack();
        world.put(CRITICAL, ended("c", 2));
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofMinutes(1));
        assertThat(toldThere()).containsExactly("a ended");
    }

    @Test
    void whatEndedThereIsStillOneMessageBehindABatchOfUnknownFate() {
        world.maxAlerts = 1;
        takeOver();
        world.receiver = post -> Answer.hanging();
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(20));
        away();
        world.put(CRITICAL, "b", "c");
        world.put(CRITICAL, ended("a", 2));
        world.put(CRITICAL, ended("b", 2));
        world.put(CRITICAL, ended("c", 2));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).contains("a ended", "b ended", "c ended");
        back();
        world.posts.clear();
        member.run(Duration.ofSeconds(30));
        assertThat(world.posts)
                .extracting(post -> post.attempt().occasion())
                .containsOnly(new AfterOutage(Member.FALLBACK));
        assertThat(nothingIsKept()).isTrue();
    }

    @Test
    void whatWaitsIsToldThereInASecondOutageIfItWasNotInTheFirst() {
        away();
        fallbackIsAway();
        world.maxAlerts = 1;
        takeOver();
        world.put(CRITICAL, "a", "b", "c");
        member.run(Duration.ofMinutes(2));
        world.receiver = post -> post.instances().contains("a") ? Answer.delivered() : Answer.down();
        member.run(Duration.ofSeconds(20));
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
        fallbackIsBack();
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).containsExactly("b", "c");
    }

    @Test
    void aNewOwnerOfABacklogThatDoesNotFitIntoMemoryTellsThereWhatComes() {
        away();
        IntStream.range(0, 5_000).forEach(i -> world.put(CRITICAL, "i" + i));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(5_000);
        takeOver();
        world.put(CRITICAL, "new");
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(5_001).endsWith("new");
        back();
        member.run(Duration.ofMinutes(1));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(5_001, 0, 0));
    }

    @Test
    void aBacklogOfLargeAlertsIsToldThereAllTheSame() {
        away();
        IntStream.range(0, 200).forEach(i -> world.put(CRITICAL, Routed.firing("i" + i), 100_000));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(200).doesNotHaveDuplicates();
        back();
        member.run(Duration.ofMinutes(1));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(200, 0, 0));
    }

    @Test
    void aLongOutageDoesNotFillTheMemory() {
        away();
        for (int i = 0; i < 60; i++) {
            int round = i;
            IntStream.range(0, 100).forEach(n -> world.put(CRITICAL, "i" + round + "-" + n));
            member.run(Duration.ofSeconds(10));
        }
        assertThat(toldThere()).hasSize(6_000);
        assertThat(member.lane(CRITICAL).pending()).isLessThanOrEqualTo(3_100);
        back();
        member.run(Duration.ofMinutes(1));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(6_000, 0, 0));
    }

    @Test
    void anOwnerWhoseClockIsBehindDoesNotWaitForTheOtherClock() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofSeconds(30));
        world.clock.set(world.now().minus(Duration.ofHours(1)));
        takeOver();
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a");
    }
}
