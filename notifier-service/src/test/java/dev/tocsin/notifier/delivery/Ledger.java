package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Post;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps books on what a receiver was shown, and holds lanes to their promises. */
final class Ledger {
    private final World world;
    private final List<LaneKey> lanes;
    private final Map<Telling, Integer> shown = new HashMap<>();
    /** How often a telling may show up again, because somebody did not know that it had. */
    private final Map<Telling, Integer> excused = new HashMap<>();

    private final Map<Identity, Long> lastFirst = new HashMap<>();
    private final Map<LaneKey, Integer> largestBatch = new HashMap<>();
    private final Set<Place> loggedOnce = new HashSet<>();
    private final Map<LaneKey, Long> checkedTo = new HashMap<>();
    private int loggedSeen;
    private long incidents;

    /** A state, or what a replay tells of it. */
    private record Telling(Identity identity, long seq, Optional<String> replay) {
        static Telling of(RoutedAlert routed) {
            return new Telling(routed.identity(), routed.seq(), routed.replay().map(Replay::id));
        }
    }

    Ledger(World world, List<LaneKey> lanes) {
        this.world = world;
        this.lanes = lanes;
    }

    /** An attempt is made. */
    void posted(Post post) {
        assertThat(world.plan(post.lane()).map(Plan::messageId))
                .as("a plan stands in Kafka before it is posted")
                .contains(post.messageId());
        assertThat(post.notification().lines().map(Line::replayed).distinct())
                .as("news and replays are told apart")
                .hasSize(1);
        int records = post.notification()
                .lines()
                .mapToInt(line -> 1 + line.superseded().size())
                .sum();
        largestBatch.merge(post.lane(), records, Math::max);
    }

    /** The receiver shows a message; whether the sender will know. */
    void shown(Post post, boolean known) {
        incidents += known ? 0 : 1;
        post.notification().lines().forEach(line -> show(line, known));
    }

    private void show(Line line, boolean known) {
        line.superseded().forEach(state -> show(Telling.of(state), known));
        show(Telling.of(line.latest()), known);
    }

    private void show(Telling telling, boolean known) {
        int times = shown.merge(telling, 1, Integer::sum);
        if (times == 1 && telling.replay().isEmpty()) {
            long before = lastFirst.getOrDefault(telling.identity(), 0L);
            assertThat(telling.seq())
                    .as("the states of %s appear in order", telling.identity())
                    .isGreaterThan(before);
            lastFirst.put(telling.identity(), telling.seq());
        } else {
            assertThat(times)
                    .as("%s is shown again only after an unknown fate or a change of owner", telling)
                    .isLessThanOrEqualTo(1 + excused.getOrDefault(telling, 0));
        }
        if (!known) {
            excused.merge(telling, 1, Integer::sum);
        }
    }

    /** A lane's owner is gone: what it had shown and not committed may be shown once more, and is one batch at most. */
    void lost(LaneKey lane) {
        incidents++;
        List<LaneRecord> uncommitted = world.topic(lane).stream()
                .skip(world.offset(lane))
                .flatMap(Optional::stream)
                .filter(waiting -> shown.containsKey(Telling.of(waiting.routed())))
                .toList();
        assertThat(uncommitted)
                .as("a change of owner repeats one batch at most")
                .hasSizeLessThanOrEqualTo(largestBatch.getOrDefault(lane, 0));
        uncommitted.forEach(waiting -> excused.merge(Telling.of(waiting.routed()), 1, Integer::sum));
    }

    /** What holds at every moment. */
    void check() {
        world.deliveries.subList(loggedSeen, world.deliveries.size()).stream()
                .filter(entry -> entry.receiver().equals(Routed.RECEIVER) && entry.end() != End.REPLAYED)
                .forEach(entry -> loggedOnce.add(entry.place()));
        loggedSeen = world.deliveries.size();
        lanes.forEach(this::checkOffset);
    }

    private void checkOffset(LaneKey lane) {
        long from = checkedTo.getOrDefault(lane, 0L);
        long to = world.offset(lane);
        if (to == from) {
            return;
        }
        assertThat(to).as("the offset of %s never goes back", lane).isGreaterThanOrEqualTo(from);
        for (long offset = from; offset < to; offset++) {
            world.topic(lane)
                    .get((int) offset)
                    .ifPresent(finished -> assertThat(loggedOnce)
                            .as("offset %d of %s is written down before it is passed", finished.offset(), lane)
                            .contains(place(lane, finished)));
        }
        checkedTo.put(lane, to);
    }

    private static Place place(LaneKey lane, LaneRecord finished) {
        return new Place(lane.topic(), lane.partition(), finished.offset());
    }

    /** What a replay has told is booked under what it covers, and parked no more; what it has not told is not. */
    private void checkReplays() {
        Set<Place> told = new HashSet<>();
        Set<String> booked = new HashSet<>();
        for (DeliveryEntry entry : world.deliveries) {
            if (entry.end() == End.DELIVERED && entry.receiver().equals(Routed.RECEIVER)) {
                told.add(entry.place());
            } else if (entry.end() == End.REPLAYED) {
                booked.add(entry.detail());
            }
        }
        for (LaneKey lane : lanes) {
            world.topic(lane).stream()
                    .flatMap(Optional::stream)
                    .forEach(record -> record.routed().replay().ifPresent(replay -> {
                        boolean isTold = told.contains(place(lane, record));
                        assertThat(booked.contains(replay.id()))
                                .as("%s is booked as told", replay.id())
                                .isEqualTo(isTold);
                        String key = ParkedAlert.key(
                                Routed.RECEIVER,
                                record.routed().identity(),
                                replay.parked().getFirst());
                        assertThat(world.unparked.contains(key))
                                .as("%s is taken out of the parked", key)
                                .isEqualTo(isTold);
                    }));
        }
    }

    /** What holds when nothing is under way. */
    void checkAtRest() {
        checkReplays();
        Set<Telling> parked = new HashSet<>();
        world.parked.forEach(alert -> parked.add(Telling.of(alert.routed())));
        for (LaneKey lane : lanes) {
            List<LaneRecord> all =
                    world.topic(lane).stream().flatMap(Optional::stream).toList();
            assertThat(all).allSatisfy(each -> {
                Telling telling = Telling.of(each.routed());
                assertThat(shown.containsKey(telling) || parked.contains(telling))
                        .as("%s is told or parked", telling)
                        .isTrue();
            });
            assertThat(world.totals(lane).passed()).as("what passed %s", lane).isEqualTo(all.size());
            long last = all.isEmpty() ? 0 : all.getLast().offset() + 1;
            assertThat(world.offset(lane)).as("the offset of %s", lane).isGreaterThanOrEqualTo(last);
        }
    }

    long told() {
        return shown.size();
    }

    long incidents() {
        return incidents;
    }
}
