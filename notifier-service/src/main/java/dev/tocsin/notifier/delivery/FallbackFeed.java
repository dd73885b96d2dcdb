package dev.tocsin.notifier.delivery;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a lane is told at its receiver's fallback (hazards.md B7). While the receiver is away all that waits; once it
 * is back, the ends of what was told firing there. What addresses the fallback anyway is left to its own lanes. The
 * fallback is told by a lane of its own, whose records this hands over in order. Poll thread only.
 */
final class FallbackFeed {
    private static final long NOT_AWAY = -1;

    private final String fallback;
    private final Lane lane;
    private final List<Range> ranges;
    /** Below this, records are read again only to know what was told. */
    private final long restored;
    /** What was told firing there and has not been told ended: the offsets. */
    private final Map<Identity, Long> standing = new HashMap<>();
    /** Everything below was looked at. */
    private long considered;

    /** Up to where was read, in this assignment. */
    private long readTo;

    /** Below this, what was told there is known. */
    private long seenTo;

    private boolean away;
    /** What is told there since the receiver is away begins here, if anything is. */
    private long awayFrom = NOT_AWAY;

    /**
     * A feed.
     *
     * @param fallback the receiver's name
     * @param lane tells it
     * @param start where a former owner left it
     */
    FallbackFeed(String fallback, Lane lane, FallbackState start) {
        this.fallback = fallback;
        this.lane = lane;
        this.ranges = new ArrayList<>(start.ranges());
        this.restored = start.end();
        this.considered = start.end();
    }

    /** The lane that tells the fallback. */
    Lane lane() {
        return lane;
    }

    /** A record was read, perhaps again. */
    void seen(LaneRecord record) {
        if (record.offset() < restored && record.offset() >= seenTo) {
            seenTo = record.offset() + 1;
            readAgain(record);
        }
    }

    /** A record that its receiver has passed, now or before this assignment. */
    void passed(LaneRecord record, Instant now) {
        if (record.offset() >= considered) {
            // What a former owner had closed a batch of is told whole.
            hand(record, toldThere(record.offset()) || concerns(record), now);
        }
    }

    private void readAgain(LaneRecord record) {
        if (isForeign(record)) {
            return;
        }
        boolean firing = record.routed().firing();
        if (firing && toldThere(record.offset())) {
            standing.put(record.routed().identity(), record.offset());
        } else if (!firing) {
            standing.remove(record.routed().identity());
        }
    }

    /** Everything below this was read. */
    void read(long position) {
        readTo = Math.max(readTo, position);
    }

    /** Nothing waits below this; what a former owner left to be told there may have to be read yet. */
    void idleAt(long position) {
        long idle = Math.min(position, readTo);
        if (idle > considered) {
            considered = idle;
            lane.advance(idle);
        }
    }

    /** The receiver is away: all that waits for it goes to the fallback. */
    void away(List<LaneRecord> waiting, Instant now) {
        away = true;
        for (LaneRecord record : waiting) {
            if (record.offset() >= considered) {
                if (awayFrom == NOT_AWAY) {
                    awayFrom = record.offset();
                }
                hand(record, true, now);
            }
        }
    }

    /** Whether all of these were looked at. */
    boolean knows(Stream<LaneRecord> records) {
        return records.allMatch(record -> record.offset() < considered);
    }

    /** Whether the receiver is away. */
    boolean isAway() {
        return away;
    }

    /**
     * The receiver takes messages: what the fallback has not been told yet is stale, but for ends that it waits for.
     *
     * @param passed below this the receiver has passed everything
     */
    void back(long passed) {
        if (away) {
            away = false;
            endOutage();
        }
        boolean known = readTo >= restored;
        boolean caughtUp = ranges.isEmpty() || ranges.getLast().to() <= passed;
        if (known && caughtUp && isTellingNothing()) {
            // An alert that never ends would have the next owner read everything since the first outage again.
            List<Range> left = ranges.stream()
                    .flatMap(range -> range.around(standing.values()).stream())
                    .toList();
            ranges.clear();
            ranges.addAll(left);
        }
    }

    private void endOutage() {
        lane.batches().reopen();
        long end = closedEnd();
        if (awayFrom != NOT_AWAY && end > awayFrom) {
            ranges.add(new Range(awayFrom, end));
        }
        awayFrom = NOT_AWAY;
        List<LaneRecord> kept = stillOfInterest(end);
        Set<Long> offsets = new HashSet<>();
        kept.forEach(record -> offsets.add(record.offset()));
        lane.batches().keepOnly(record -> offsets.contains(record.offset()));
        // What is dropped may still wait for its receiver, and be told there in the next outage.
        long keptEnd = kept.isEmpty() ? end : Math.max(end, kept.getLast().offset() + 1);
        considered = Math.min(considered, keptEnd);
        lane.batches().backTo(considered);
    }

    /** Of what waits to be told there: the closed batch, whole, and the ends of what stands there. */
    private List<LaneRecord> stillOfInterest(long closedEnd) {
        Map<Identity, Long> stands = new HashMap<>(standing);
        List<LaneRecord> kept = new ArrayList<>();
        for (LaneRecord record : lane.batches().waiting()) {
            if (record.offset() < closedEnd) {
                apply(record, stands);
                kept.add(record);
            } else if (!record.routed().firing()
                    && stands.remove(record.routed().identity()) != null) {
                kept.add(record);
            }
        }
        return kept;
    }

    private boolean isTellingNothing() {
        return lane.pending() == 0 && lane.batches().planned().isEmpty();
    }

    private void hand(LaneRecord record, boolean wanted, Instant now) {
        considered = record.offset() + 1;
        if (wanted && !isForeign(record)) {
            lane.add(record, now);
        }
        lane.advance(considered);
    }

    /** A replay is addressed to its receiver alone, and makes nothing fire. */
    private boolean isForeign(LaneRecord record) {
        return record.isReplay() || record.routed().receivers().contains(fallback);
    }

    private boolean concerns(LaneRecord record) {
        Identity identity = record.routed().identity();
        return !record.routed().firing() && willStand(identity);
    }

    /** Whether this alert fires by what the fallback will have been told last. */
    private boolean willStand(Identity identity) {
        return lane.batches().waiting().stream()
                .map(LaneRecord::routed)
                .filter(routed -> routed.identity().equals(identity))
                .reduce((earlier, later) -> later)
                .map(RoutedAlert::firing)
                .orElseGet(() -> standing.containsKey(identity));
    }

    /** The fallback was told these. */
    void told(List<LaneRecord> batch) {
        batch.forEach(record -> apply(record, standing));
    }

    private static void apply(LaneRecord record, Map<Identity, Long> stands) {
        if (record.routed().firing()) {
            stands.put(record.routed().identity(), record.offset());
        } else {
            stands.remove(record.routed().identity());
        }
    }

    /** Whether the fallback was told what stands at this offset. */
    boolean toldThere(long offset) {
        boolean open = awayFrom != NOT_AWAY && awayFrom <= offset && offset < toldEnd();
        return open || ranges.stream().anyMatch(range -> range.holds(offset));
    }

    /** A batch that may have been told counts. */
    private long toldEnd() {
        return lane.batches()
                .planned()
                .filter(plan -> plan.fate() == Fate.UNKNOWN)
                .map(Plan::end)
                .orElseGet(lane.batches()::finishedPrefix);
    }

    /** A batch that is closed counts: it will be told. */
    private long closedEnd() {
        return lane.batches().planned().map(Plan::end).orElseGet(lane.batches()::finishedPrefix);
    }

    /** What the message says that tells its receiver what the fallback was told. */
    Occasion occasion() {
        return new Occasion.AfterOutage(fallback);
    }

    /** What a commitment of its receiver's lane means to the lane that tells the fallback. */
    Commitment commitment(Commitment done) {
        return done.fallback()
                .map(state -> new Commitment(state.end(), state.plan(), Totals.NONE, done.born(), Optional.empty()))
                .orElseGet(() -> new Commitment(
                        lane.batches().finishedPrefix(), Optional.empty(), Totals.NONE, done.born(), Optional.empty()));
    }

    /**
     * What is to be kept, if anything is. An end that was told there is of interest until the receiver has passed it too:
     * whoever reads it again would tell it again.
     *
     * @param passed below this the receiver has passed everything
     */
    Optional<FallbackState> state(long passed) {
        boolean idle = awayFrom == NOT_AWAY && ranges.isEmpty() && isTellingNothing();
        if (idle && considered <= passed) {
            return Optional.empty();
        }
        List<Range> all = new ArrayList<>(ranges);
        if (awayFrom != NOT_AWAY && closedEnd() > awayFrom) {
            all.add(new Range(awayFrom, closedEnd()));
        }
        return Optional.of(new FallbackState(
                all, lane.batches().finishedPrefix(), lane.batches().planned()));
    }
}
