package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** A receiver with a fallback that is told after a minute, and the owner of its lanes. */
abstract class FallbackOutage {
    final World world = new World();
    private final LaneKey[] lanes;
    Member member = new Member(world, new Random(1));

    FallbackOutage(LaneKey... lanes) {
        this.lanes = lanes;
    }

    @BeforeEach
    void open() {
        world.fallbackAfter = Optional.of(Duration.ofMinutes(1));
        member.open(lanes);
    }

    void away() {
        world.receiver = post -> Answer.down();
    }

    void back() {
        world.receiver = post -> Answer.delivered();
    }

    void fallbackIsAway() {
        world.fallback = post -> Answer.down();
    }

    void fallbackIsBack() {
        world.fallback = post -> Answer.delivered();
        world.fallbackPosts.clear();
    }

    static RoutedAlert ended(String instance, long seq) {
        return Routed.alert("HostDown")
                .label("instance", instance)
                .seq(seq)
                .resolvedAfter(Duration.ofMinutes(2))
                .told();
    }

    /** What the fallback was told, in order. */
    List<String> toldThere() {
        return world.fallbackPosts.stream()
                .flatMap(post -> post.notification().lines())
                .map(line ->
                        line.latest().alert().label("instance") + (line.latest().firing() ? "" : " ended"))
                .toList();
    }

    /** The owner dies without a word, and another takes over from what stands in Kafka. */
    void takeOver() {
        member.crash();
        member = new Member(world, new Random(2)).open(lanes);
    }
}
