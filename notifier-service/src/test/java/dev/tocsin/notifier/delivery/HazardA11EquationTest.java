package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardA11EquationTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    private static Routed alert(long seq) {
        return Routed.alert("HostDown").label("instance", "a").seq(seq);
    }

    private void fireAndResolve() {
        world.put(CRITICAL, alert(1).told());
        world.put(CRITICAL, alert(2).resolvedAfter(Duration.ofMinutes(3)).told());
        world.put(CRITICAL, "b");
    }

    @Test
    void statesOfOneAlertInABatchAreOneLine() {
        fireAndResolve();
        member.open(CRITICAL).round();
        assertThat(world.posts).hasSize(1);
        assertThat(world.posts.getFirst().notification().lines()).hasSize(2);
        assertThat(world.posts.getFirst().notification().lines().filter(Line::beganAndEnded))
                .hasSize(1);
        assertThat(world.deliveries)
                .extracting(entry -> entry.end())
                .containsExactly(End.SUPERSEDED, End.DELIVERED, End.DELIVERED);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(2, 1, 0));
        assertThat(world.totals(CRITICAL).passed()).isEqualTo(3);
    }

    @Test
    void whatASupersedingStateWasParkedWithIsParkedToo() {
        fireAndResolve();
        world.maxAge = Duration.ofHours(1);
        world.receiver = post -> Answer.down();
        member.open(CRITICAL).run(Duration.ofMinutes(62));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(0, 0, 3));
        assertThat(world.parked).hasSize(3);
    }

    @Test
    void oneAlertInTwoGroupsIsTwoLinesAndSupersedesNothing() {
        world.put(CRITICAL, alert(1).told());
        world.put(CRITICAL, alert(1).group(Map.of("team", "x")).told());
        member.open(CRITICAL).round();
        assertThat(world.posts.getFirst().notification().sections()).hasSize(2);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(2, 0, 0));
    }

    @Test
    void totalsMoveWithTheOffsetSoThatACrashCountsNothingTwice() {
        fireAndResolve();
        member.open(CRITICAL);
        // Delivered and logged, but the last commit never gets there.
        world.receiver = post -> {
            world.commits = () -> false;
            return Answer.delivered();
        };
        member.round();
        member.crash();
        assertThat(world.deliveries).hasSize(3);
        assertThat(world.totals(CRITICAL)).isEqualTo(Totals.NONE);
        world.commits = () -> true;
        world.receiver = post -> Answer.delivered();
        new Member(world, new Random(2)).open(CRITICAL).round();
        assertThat(world.deliveries).hasSize(6);
        assertThat(world.posts).hasSize(2);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(2, 1, 0));
    }

    @Test
    void anEntrySaysWhichRecordItIsAndHowManyAttemptsItTook() {
        world.put(CRITICAL, "a");
        world.receiver = post -> Answer.down();
        member.open(CRITICAL).round();
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(11));
        assertThat(world.deliveries).singleElement().satisfies(entry -> {
            assertThat(entry.attempts()).isEqualTo(2);
            assertThat(entry.place().offset()).isZero();
            assertThat(entry.place().topic()).isEqualTo("alerts.critical");
            assertThat(entry.messageId()).isEqualTo(world.posts.getFirst().messageId());
            assertThat(entry.receiver()).isEqualTo(Routed.RECEIVER);
        });
    }
}
