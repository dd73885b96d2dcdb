package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.Retold;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a replay puts in line is told apart from what is news, and booked under what it covers once it is told. */
class HazardA8ReplayTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    private static Retold again(String instance) {
        return Retold.of(instance).covering("alerts.critical", 0, 3, 7, 2).parked(1L, 2L);
    }

    private static String key(String instance, long seq) {
        return ParkedAlert.key(Routed.RECEIVER, Routed.firing(instance).identity(), seq);
    }

    private Stream<DeliveryEntry> replayed() {
        return world.deliveries.stream().filter(entry -> entry.end() == End.REPLAYED);
    }

    private List<List<String>> posted() {
        return world.posts.stream().map(Post::instances).toList();
    }

    @Test
    void whatIsToldAgainIsBookedUnderEveryStretchThatItCovers() {
        RoutedAlert replay = again("a").covering("alerts.warning", 2, 9, 9, 5).told();
        world.put(CRITICAL, replay);
        member.open(CRITICAL).round();
        String message = world.posts.getFirst().messageId();
        assertThat(world.deliveries)
                .extracting(
                        DeliveryEntry::end,
                        DeliveryEntry::reason,
                        DeliveryEntry::seq,
                        DeliveryEntry::first,
                        DeliveryEntry::place,
                        DeliveryEntry::messageId)
                .containsExactly(
                        tuple(End.DELIVERED, Reason.REPLAY, 1L, 0L, new Place("alerts.critical", 0, 0), message),
                        tuple(End.REPLAYED, Reason.REPLAY, 2L, 3L, new Place("alerts.critical", 0, 7), message),
                        tuple(End.REPLAYED, Reason.REPLAY, 5L, 9L, new Place("alerts.warning", 2, 9), message));
        assertThat(world.deliveries)
                .extracting(DeliveryEntry::identity, DeliveryEntry::receiver)
                .containsOnly(tuple(replay.identity(), Routed.RECEIVER));
        assertThat(replayed()).extracting(DeliveryEntry::detail).containsOnly("r1");
        assertThat(world.unparked).containsExactly(key("a", 1), key("a", 2));
        assertThat(world.parked).isEmpty();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
    }

    @Test
    void newsAndReplaysAreNeverOneMessageAndKeepTheirOrder() {
        world.put(CRITICAL, "a", "b");
        world.put(CRITICAL, again("a").told());
        world.put(CRITICAL, again("c").told());
        world.put(CRITICAL, "d");
        member.open(CRITICAL).run(Duration.ofSeconds(1));
        assertThat(posted()).containsExactly(List.of("a", "b"), List.of("a", "c"), List.of("d"));
        assertThat(world.posts)
                .extracting(post -> post.notification().replayed())
                .containsExactly(0L, 2L, 0L);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(5, 0, 0));
    }

    @Test
    void aReplayBehindItsAlertsNewsSupersedesNothing() {
        world.linger = Duration.ofSeconds(5);
        world.put(CRITICAL, Routed.firing("a"));
        world.put(CRITICAL, again("a").told());
        world.put(
                CRITICAL,
                Routed.alert("HostDown")
                        .label("instance", "a")
                        .seq(2)
                        .resolvedAfter(Duration.ofMinutes(2))
                        .told());
        member.open(CRITICAL).run(Duration.ofSeconds(10));
        assertThat(world.posts)
                .extracting(
                        post -> post.notification().lines().map(Line::reason).toList())
                .containsExactly(List.of(Reason.FIRING), List.of(Reason.REPLAY), List.of(Reason.RESOLVED));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(3, 0, 0));
    }

    @Test
    void oneReplayOfAnAlertInTwoRecordsIsOneLine() {
        world.put(CRITICAL, again("a").told());
        world.put(CRITICAL, again("a").told());
        member.open(CRITICAL).round();
        assertThat(world.posts)
                .singleElement()
                .satisfies(post -> assertThat(post.notification().lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line.superseded()).hasSize(1)));
        assertThat(world.deliveries)
                .filteredOn(entry -> entry.end() != End.REPLAYED)
                .extracting(DeliveryEntry::end)
                .containsExactly(End.SUPERSEDED, End.DELIVERED);
        assertThat(world.unparked).contains(key("a", 1), key("a", 2));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 1, 0));
    }

    @Test
    void twoReplaysOfAnAlertAreTwoLines() {
        world.put(CRITICAL, again("a").told());
        world.put(CRITICAL, again("a").by("r2").told());
        world.put(
                CRITICAL,
                Retold.of(Routed.alert("HostDown").label("instance", "a").seq(9).told())
                        .told());
        member.open(CRITICAL).round();
        assertThat(posted()).containsExactly(List.of("a", "a", "a"));
        assertThat(replayed()).extracting(DeliveryEntry::detail).containsExactly("r1", "r2");
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(3, 0, 0));
    }

    @Test
    void aRefusedReplayIsParkedAsItIsAndHasToldNothing() {
        world.put(CRITICAL, again("poison").told());
        world.receiver = post -> Answer.refused();
        member.open(CRITICAL).run(Duration.ofSeconds(1));
        assertThat(world.deliveries)
                .extracting(DeliveryEntry::end, DeliveryEntry::reason)
                .containsExactly(tuple(End.PARKED, Reason.REPLAY));
        assertThat(world.parked).singleElement().satisfies(parked -> {
            assertThat(parked.key()).isEqualTo(key("poison", 1));
            assertThat(parked.routed()).isEqualTo(again("poison").told());
            assertThat(parked.place()).isEqualTo(new Place("alerts.critical", 0, 0));
        });
        assertThat(world.unparked).isEmpty();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(0, 0, 1));
    }

    @Test
    void aRefusedBatchIsHalvedUntilTheCulpritIsFoundAndNeverMixed() {
        world.put(CRITICAL, "a", "b");
        for (String instance : List.of("c", "poison", "d", "e", "f")) {
            world.put(CRITICAL, again(instance).told());
        }
        world.put(CRITICAL, "g");
        world.receiver = post -> post.instances().contains("poison") ? Answer.refused() : Answer.delivered();
        member.open(CRITICAL).run(Duration.ofSeconds(10));
        assertThat(world.posts).allSatisfy(HazardA8ReplayTest::isOfOneKind);
        assertThat(world.parked).extracting(ParkedAlert::key).containsExactly(key("poison", 1));
        assertThat(replayed()).extracting(DeliveryEntry::identity).hasSize(4).doesNotHaveDuplicates();
        assertThat(world.unparked).hasSize(8).doesNotContain(key("poison", 1), key("poison", 2));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(7, 0, 1));
        assertThat(posted().getLast()).containsExactly("g");
    }

    private static void isOfOneKind(Post post) {
        assertThat(post.notification().replayed())
                .isIn(0L, post.notification().lines().count());
    }

    @Test
    void aReplayThatHasWaitedTooLongIsParkedAndHasToldNothing() {
        world.giveUpAfter = Optional.of(Duration.ofHours(1));
        world.receiver = post -> Answer.down();
        world.put(CRITICAL, "a");
        world.put(CRITICAL, again("b").told());
        member.open(CRITICAL).run(Duration.ofMinutes(62));
        assertThat(world.parked)
                .extracting(parked -> parked.routed().reason(), ParkedAlert::reason)
                .containsExactly(tuple(Reason.FIRING, "expired"), tuple(Reason.REPLAY, "expired"));
        assertThat(replayed()).isEmpty();
        assertThat(world.unparked).isEmpty();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(0, 0, 2));
    }

    /** The next owner goes on with a batch that was to be parked, and may find that it is not too old after all. */
    @Test
    void whatIsTooOldIsNoMixedBatchEither() {
        world.giveUpAfter = Optional.of(Duration.ofHours(1));
        world.put(CRITICAL, "a");
        world.put(CRITICAL, again("b").told());
        world.clock.advance(Duration.ofHours(2));
        world.logs = () -> false;
        member.open(CRITICAL).run(Duration.ofMinutes(2));
        member.crash();
        assertThat(world.plan(CRITICAL)).as("the batch that is being parked").isPresent();
        world.giveUpAfter = Optional.empty();
        world.logs = () -> true;
        new Member(world, new Random(2)).open(CRITICAL).run(Duration.ofSeconds(5));
        assertThat(posted()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void theNextOwnerTellsTheSameBatchUnderTheSameId() {
        world.put(CRITICAL, "a");
        world.put(CRITICAL, again("b").told());
        world.put(CRITICAL, again("c").told());
        world.put(CRITICAL, "d");
        world.receiver = post -> post.instances().contains("b") ? Member.never() : Answer.delivered();
        member.open(CRITICAL).run(Duration.ofSeconds(1));
        member.crash();
        assertThat(world.plan(CRITICAL).map(Plan::first)).contains(1L);
        world.put(CRITICAL, again("e").told());
        world.receiver = post -> Answer.delivered();
        new Member(world, new Random(2)).open(CRITICAL).run(Duration.ofSeconds(1));
        assertThat(posted())
                .containsExactly(List.of("a"), List.of("b", "c"), List.of("b", "c"), List.of("d"), List.of("e"));
        assertThat(world.posts.get(2).messageId()).isEqualTo(world.posts.get(1).messageId());
        assertThat(replayed()).hasSize(3);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(5, 0, 0));
    }

    @Test
    void aCrashBetweenThePostAndTheEntriesLeavesThemToTheNextOwner() {
        world.put(CRITICAL, again("a").told());
        world.logs = () -> false;
        member.open(CRITICAL).run(Duration.ofSeconds(1));
        member.crash();
        assertThat(world.posts).hasSize(1);
        assertThat(world.deliveries).isEmpty();
        assertThat(world.unparked).isEmpty();
        assertThat(world.offset(CRITICAL)).isZero();
        world.logs = () -> true;
        new Member(world, new Random(2)).open(CRITICAL).run(Duration.ofSeconds(1));
        assertThat(world.posts)
                .extracting(Post::messageId)
                .hasSize(2)
                .containsOnly(world.posts.getFirst().messageId());
        assertThat(world.deliveries).extracting(DeliveryEntry::end).containsExactly(End.DELIVERED, End.REPLAYED);
        assertThat(world.unparked).containsExactly(key("a", 1), key("a", 2));
        assertThat(world.offset(CRITICAL)).isEqualTo(1);
    }

    @Test
    void nothingIsTakenOutOfTheParkedBeforeItIsTold() {
        world.put(CRITICAL, again("a").told());
        world.receiver = post -> Answer.down();
        member.open(CRITICAL).run(Duration.ofMinutes(5));
        assertThat(world.unparked).isEmpty();
        assertThat(world.deliveries).isEmpty();
        world.receiver = post -> Answer.delivered();
        member.run(Duration.ofSeconds(20));
        assertThat(world.unparked).hasSize(2);
    }

    @Test
    void aReplayIsNoBeginningAndNoReply() {
        ParentIndex index = new ParentIndex(10);
        List<DeliveryEntry> entries = new ArrayList<>();
        world.receiver = post -> new Answer(new Outcome.Delivered(post.messageId()), Duration.ZERO);
        world.put(CRITICAL, Routed.firing("a"));
        world.put(
                CRITICAL,
                Retold.of(Routed.alert("HostDown").label("instance", "a").seq(3).told())
                        .covering("alerts.critical", 0, 1, 1, 3)
                        .told());
        member.open(CRITICAL).run(Duration.ofSeconds(1));
        entries.addAll(world.deliveries);
        entries.forEach(index::learn);
        assertThat(index.at(Routed.RECEIVER).parentOf(world.posts.getLast().notification()))
                .as("what is told again")
                .isEmpty();
        RoutedAlert end = Routed.alert("HostDown")
                .label("instance", "a")
                .seq(4)
                .resolvedAfter(Duration.ofMinutes(2))
                .told();
        assertThat(index.at(Routed.RECEIVER).parentOf(Notification.of(List.of(end))))
                .as("the end answers what told the beginning")
                .contains(world.posts.getFirst().messageId());
    }
}
