package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardA4WaitingTooLongTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void whatHasWaitedForHalfItsRetentionIsParkedAndSaysWhy() {
        world.maxAge = Duration.ofHours(2);
        world.receiver = post -> Answer.suspended();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.round();
        world.put(CRITICAL, "b");
        member.run(Duration.ofHours(1));
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(62));
        assertThat(world.parked).extracting(parked -> parked.reason()).containsExactly("retention", "retention");
        assertThat(world.deliveries).extracting(entry -> entry.end()).containsOnly(End.PARKED);
        assertThat(world.offset(CRITICAL)).isEqualTo(2);
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(20));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 2));
    }

    @Test
    void whatAReceiverWantsNoMoreIsParkedAsExpired() {
        world.giveUpAfter = Optional.of(Duration.ofHours(1));
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(59));
        world.put(CRITICAL, "b");
        assertThat(world.parked).isEmpty();
        member.run(Duration.ofMinutes(2));
        assertThat(world.parked).extracting(parked -> parked.reason()).containsExactly("expired");
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(20));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 1));
    }

    @Test
    void whatMayHaveBeenToldSaysSoWhenItExpires() {
        world.giveUpAfter = Optional.of(Duration.ofHours(1));
        world.receiver = post -> world.posts.size() > 1 ? Answer.down() : Answer.hanging();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofMinutes(61));
        assertThat(world.parked)
                .extracting(parked -> parked.reason())
                .containsExactly("expired, and an attempt without an answer may have told it");
    }

    @Test
    void aBatchThatGrowsWhileItWaitsExpiresFromItsFront() {
        world.giveUpAfter = Optional.of(Duration.ofHours(1));
        world.fallbackAfter = Optional.of(Duration.ofMinutes(1));
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        for (int i = 0; i < 20; i++) {
            world.put(CRITICAL, "i" + i);
            member.run(Duration.ofMinutes(15));
        }
        assertThat(world.parked).hasSizeBetween(15, 17);
        assertThat(world.parked).extracting(parked -> parked.reason()).containsOnly("expired");
    }

    @Test
    void nothingExpiresUnlessItsReceiverSaysSo() {
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        world.put(CRITICAL, "a");
        member.run(Duration.ofDays(14));
        assertThat(world.parked).isEmpty();
    }

    @Test
    void aLaneThatGetsNoSlotParksAllTheSame() {
        world.maxAge = Duration.ofHours(2);
        world.receiver = post -> Answer.down();
        member.open(CRITICAL, INFO);
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(1));
        // Its attempt does not end, so that nobody else gets a slot.
        world.receiver = post -> Member.never();
        member.run(Duration.ofMinutes(1));
        world.put(INFO, "i");
        member.run(Duration.ofMinutes(121));
        assertThat(world.postsOf("i")).isEmpty();
        assertThat(world.totals(INFO)).isEqualTo(new Totals(0, 0, 1));
    }

    @Test
    void aBacklogThatIsTooOldAtTheStartIsParkedWithoutAPost() {
        world.maxAge = Duration.ofHours(2);
        for (int i = 0; i < 1_000; i++) {
            world.put(CRITICAL, "i" + i);
        }
        world.clock.advance(Duration.ofHours(3));
        world.put(CRITICAL, "fresh");
        member.open(CRITICAL).run(Duration.ofSeconds(2));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 1_000));
        assertThat(world.posts).hasSize(1);
    }

    @Test
    void commitsPastForeignRecordsWithinAMinute() {
        member.open(CRITICAL).round();
        for (int i = 0; i < 50; i++) {
            world.putForeign(CRITICAL);
        }
        member.run(Duration.ofSeconds(61));
        assertThat(world.offset(CRITICAL)).isEqualTo(50);
    }

    @Test
    void commitsNothingWhileNothingMoves() {
        member.open(CRITICAL).round();
        world.events.clear();
        member.run(Duration.ofMinutes(10));
        assertThat(world.events).isEmpty();
    }

    @Test
    void aStartThatDoesNotStandInKafkaIsCommittedAtOnce() {
        member.open(CRITICAL).round();
        assertThat(world.events).containsExactly("commit 0");
    }

    @Test
    void theFinishedPrefixNeverPassesAnUnfinishedRecord() {
        world.putForeign(CRITICAL);
        world.put(CRITICAL, "a");
        world.putForeign(CRITICAL);
        world.put(CRITICAL, "b");
        world.putForeign(CRITICAL);
        world.maxAlerts = 1;
        world.receiver = post -> Answer.down();
        member.open(CRITICAL);
        member.run(Duration.ofMinutes(5));
        assertThat(member.lane(CRITICAL).batches().finishedPrefix()).isEqualTo(1);
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
        world.receiver = post -> post.instances().contains("a") ? Answer.delivered() : Answer.down();
        member.run(Duration.ofMinutes(5));
        assertThat(member.lane(CRITICAL).batches().finishedPrefix()).isEqualTo(3);
        assertThat(world.offset(CRITICAL)).isEqualTo(3);
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofMinutes(5));
        assertThat(world.offset(CRITICAL)).isEqualTo(5);
    }
}
