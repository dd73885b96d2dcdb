package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.notifier.Retold;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Occasion.AfterOutage;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A replay is addressed to its receiver alone: it waits for it, whatever its fallback is told meanwhile. */
class HazardA8ReplayAtFallbackTest extends FallbackOutage {
    HazardA8ReplayAtFallbackTest() {
        super(CRITICAL);
    }

    private static RoutedAlert again(String instance) {
        return Retold.of(instance)
                .covering("alerts.critical", 0, 0, 0, 1)
                .parked(1L)
                .told();
    }

    private void backForGood() {
        world.posts.clear();
        back();
        member.run(Duration.ofSeconds(30));
    }

    private boolean nothingIsKept() {
        return Optional.ofNullable(world.committed.get(CRITICAL))
                .flatMap(Commitment::fallback)
                .isEmpty();
    }

    private List<DeliveryEntry> replayed() {
        return world.deliveries.stream()
                .filter(entry -> entry.end() == End.REPLAYED)
                .toList();
    }

    @Test
    void theFallbackIsToldTheNewsAloneAndTheReceiverBothOnce() {
        away();
        world.put(CRITICAL, "a");
        world.put(CRITICAL, again("x"));
        world.put(CRITICAL, "b");
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "b");
        backForGood();
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a"), List.of("x"), List.of("b"));
        assertThat(world.posts)
                .extracting(post -> post.attempt().occasion())
                .containsExactly(new AfterOutage(Member.FALLBACK), Occasion.usual(), new AfterOutage(Member.FALLBACK));
        assertThat(toldThere()).containsExactly("a", "b");
        assertThat(replayed())
                .singleElement()
                .satisfies(entry -> assertThat(entry.receiver()).isEqualTo(Routed.RECEIVER));
        assertThat(world.unparked).hasSize(1);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(3, 0, 0));
    }

    @Test
    void aReplayInFrontIsNotSaidToHaveBeenToldThere() {
        away();
        world.put(CRITICAL, again("x"));
        member.run(Duration.ofMinutes(2));
        world.put(CRITICAL, "a", "b");
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "b");
        backForGood();
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("x"), List.of("a", "b"));
        assertThat(world.posts)
                .extracting(post -> post.attempt().occasion())
                .containsExactly(Occasion.usual(), new AfterOutage(Member.FALLBACK));
    }

    @Test
    void anOutageWithNothingButReplaysTellsNobodyElseAndLeavesNothing() {
        away();
        world.put(CRITICAL, again("x"));
        world.put(CRITICAL, again("y"));
        member.run(Duration.ofMinutes(5));
        takeOver();
        member.run(Duration.ofMinutes(5));
        assertThat(world.fallbackPosts).isEmpty();
        backForGood();
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("x", "y"));
        assertThat(nothingIsKept()).isTrue();
    }

    @Test
    void aBatchThatWaitsGrowsByNewsUpToTheNextReplay() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        world.put(CRITICAL, "b");
        world.put(CRITICAL, again("x"));
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(2));
        assertThat(toldThere()).containsExactly("a", "b", "c");
        backForGood();
        assertThat(world.posts)
                .extracting(Post::instances)
                .containsExactly(List.of("a", "b"), List.of("x"), List.of("c"));
    }

    @Test
    void aReplayMakesNothingStandThereAndEndsNothing() {
        away();
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(2));
        world.put(CRITICAL, again("a"));
        world.put(CRITICAL, again("x"));
        member.run(Duration.ofMinutes(1));
        backForGood();
        takeOver();
        world.put(CRITICAL, ended("x", 2));
        world.put(CRITICAL, again("a"));
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(10));
        assertThat(toldThere()).containsExactly("a", "a ended");
        assertThat(nothingIsKept()).isTrue();
    }

    @Test
    void aTakeOverDuringTheOutageChangesNothingOfThat() {
        away();
        world.put(CRITICAL, "a");
        world.put(CRITICAL, again("x"));
        world.put(CRITICAL, "b");
        member.run(Duration.ofMinutes(2));
        takeOver();
        member.run(Duration.ofMinutes(2));
        world.put(CRITICAL, again("y"));
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(2));
        takeOver();
        member.run(Duration.ofSeconds(1));
        assertThat(toldThere()).containsExactly("a", "b", "c");
        backForGood();
        assertThat(world.posts)
                .extracting(Post::instances)
                .containsExactly(List.of("a"), List.of("x"), List.of("b"), List.of("y"), List.of("c"));
        assertThat(replayed()).hasSize(2);
    }

    @Test
    void aBacklogThatDoesNotFitIntoMemoryIsToldOnceWithTheReplaysInIt() {
        away();
        IntStream.range(0, 5_000)
                .forEach(i -> world.put(CRITICAL, i % 1_000 == 700 ? again("r" + i) : Routed.firing("i" + i)));
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).hasSize(4_995).doesNotHaveDuplicates().noneMatch(told -> told.startsWith("r"));
        assertThat(member.lane(CRITICAL).pending()).isLessThan(2_000);
        backForGood();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(5_000, 0, 0));
        assertThat(world.posts.stream().flatMap(post -> post.instances().stream()))
                .hasSize(5_000)
                .doesNotHaveDuplicates();
        assertThat(world.posts)
                .allSatisfy(post -> assertThat(post.attempt().occasion())
                        .isEqualTo(
                                post.notification().replayed() > 0
                                        ? Occasion.usual()
                                        : new AfterOutage(Member.FALLBACK)));
        assertThat(replayed()).hasSize(5);
        assertThat(toldThere()).hasSize(4_995);
    }

    @Test
    void aBacklogOfReplaysAloneDoesNotKeepNewsFromTheFallback() {
        away();
        IntStream.range(0, 3_000).forEach(i -> world.put(CRITICAL, again("r" + i)));
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(3));
        assertThat(toldThere()).containsExactly("a");
        backForGood();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(3_001, 0, 0));
        assertThat(nothingIsKept()).isFalse();
        world.put(CRITICAL, ended("a", 2));
        member.run(Duration.ofSeconds(5));
        assertThat(toldThere()).containsExactly("a", "a ended");
        assertThat(nothingIsKept()).isTrue();
    }
}
