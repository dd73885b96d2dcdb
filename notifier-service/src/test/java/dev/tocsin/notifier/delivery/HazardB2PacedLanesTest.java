package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static dev.tocsin.notifier.delivery.World.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver whose server takes ten calls a minute, and counts those that it blocks. */
class HazardB2PacedLanesTest {
    private static final List<LaneKey> LANES = List.of(
            CRITICAL,
            WARNING,
            INFO,
            new LaneKey(Routed.RECEIVER, "alerts.warning", 1),
            new LaneKey(Routed.RECEIVER, "alerts.warning", 2),
            new LaneKey(Routed.RECEIVER, "alerts.info", 1),
            new LaneKey(Routed.RECEIVER, "alerts.info", 2));

    private final World world = new World();
    private final Limiter limiter = new Limiter();
    private final Member member = new Member(world, new Random(1), limiter);
    private Instant windowEnd = Instant.MIN;
    private int calls;
    private int blocked;

    @BeforeEach
    void limit() {
        world.maxAlerts = 600;
        world.receiver = this::answer;
        world.probed = () -> {
            count();
            return Answer.delivered();
        };
        LANES.forEach(member::open);
    }

    private Answer answer(Post post) {
        count();
        return post.instances().contains("poison") ? Answer.refused() : Answer.delivered();
    }

    private void count() {
        if (!world.now().isBefore(windowEnd)) {
            windowEnd = world.now().plusSeconds(60);
            calls = 0;
        }
        calls++;
        blocked += calls > 10 ? 1 : 0;
        limiter.learn(new Limiter.Allowance(10, Math.max(0, 10 - calls), windowEnd), world.now());
    }

    private void fill(int perLane) {
        for (LaneKey lane : LANES) {
            for (int i = 0; i < perLane; i++) {
                world.put(lane, "i" + i);
            }
        }
    }

    @Test
    void tenThousandAlertsAreToldWithinThreeMinutesAndNoCallIsBlocked() {
        fill(1_429);
        member.run(Duration.ofSeconds(178));
        assertThat(LANES).allSatisfy(lane -> assertThat(world.offset(lane)).isEqualTo(1_429));
        assertThat(blocked).isZero();
    }

    @Test
    void aCriticalAlertThatArrivesMeanwhileWaitsForOneSlotAtMost() {
        fill(1_429);
        for (int i = 0; i < 9; i++) {
            member.run(Duration.ofMillis(17_300));
            String name = "urgent-" + i;
            world.put(CRITICAL, name);
            Instant arrived = world.now();
            member.run(Duration.ofSeconds(8));
            assertThat(world.postsOf(name)).hasSize(1);
            assertThat(Duration.between(arrived, world.postsOf(name).getFirst().at()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(7));
        }
        assertThat(blocked).isZero();
    }

    @Test
    void alertsThatComeWhileABatchWaitsForItsSlotJoinIt() {
        world.put(WARNING, "a");
        member.round();
        for (String name : List.of("b", "c", "d", "e")) {
            world.put(WARNING, name);
            member.run(Duration.ofSeconds(1));
        }
        member.run(Duration.ofSeconds(10));
        assertThat(world.posts).extracting(Post::instances).containsExactly(List.of("a"), List.of("b", "c", "d", "e"));
    }

    @Test
    void plainFormsAndProbesTakeSlotsToo() {
        world.put(INFO, "poison");
        world.put(WARNING, "b");
        member.run(Duration.ofMinutes(3));
        assertThat(blocked).isZero();
        assertThat(world.parked).hasSize(1);
        assertThat(world.postsOf("b")).hasSize(1);
    }
}
