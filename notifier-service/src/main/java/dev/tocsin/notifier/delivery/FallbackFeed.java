package dev.tocsin.notifier.delivery;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    /** What was told firing there and has not been told ended. */
    private final Set<Identity> standing = new HashSet<>();
    /** Everything below was looked at. */
    private long considered;

    /** Up to where was read, in this assignment. */
    private long readTo;

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

    /** A record that its receiver has passed, now or before this assignment. */
    void passed(LaneRecord record, Instant now) {
        if (record.offset() < restored) {
            readAgain(record);
        } else if (record.offset() >= considered) {
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
            standing.add(record.routed().identity());
        } else if (!firing) {
            standing.remove(record.routed().identity());
        }
    }

    /** Everything below this was read. */
    void read(long position) {
        readTo = Math.max(readTo, position);
    }

    /** Nothing waits below this. */
    void idleAt(long position) {
        if (position > considered) {
            considered = position;
            lane.advance(position);
        }
    }

    /** The receiver is away: all that waits for it goes to the fallback. */
    void away(List<LaneRecord> waiting, Instant now) {
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
        return awayFrom != NOT_AWAY;
    }

    /** The receiver takes messages: what the fallback has not been told yet is stale, but for ends that it waits for. */
    void back() {
        if (awayFrom != NOT_AWAY) {
            lane.batches().keepOnly(this::concerns);
            addRange();
            awayFrom = NOT_AWAY;
        }
        boolean known = readTo >= restored;
        if (known && standing.isEmpty() && lane.pending() == 0) {
            ranges.clear();
        }
    }

    private void addRange() {
        long end = toldEnd();
        if (end > awayFrom) {
            ranges.add(new Range(awayFrom, end));
        }
    }

    private void hand(LaneRecord record, boolean wanted, Instant now) {
        considered = record.offset() + 1;
        if (wanted && !isForeign(record)) {
            lane.add(record, now);
        }
        lane.advance(considered);
    }

    private boolean isForeign(LaneRecord record) {
        return record.routed().receivers().contains(fallback);
    }

    private boolean concerns(LaneRecord record) {
        Identity identity = record.routed().identity();
        return !record.routed().firing() && (standing.contains(identity) || isTelling(identity));
    }

    /** Whether the fallback is about to be told that this alert fires. */
    private boolean isTelling(Identity identity) {
        return lane.batches().waiting().stream()
                .map(LaneRecord::routed)
                .anyMatch(routed -> routed.firing() && routed.identity().equals(identity));
    }

    /** The fallback was told these. */
    void told(List<LaneRecord> batch) {
        for (LaneRecord record : batch) {
            if (record.routed().firing()) {
                standing.add(record.routed().identity());
            } else {
                standing.remove(record.routed().identity());
            }
        }
    }

    /** Whether the fallback was told what stands at this offset. */
    boolean toldThere(long offset) {
        boolean open = awayFrom != NOT_AWAY && awayFrom <= offset && offset < toldEnd();
        return open || ranges.stream().anyMatch(range -> range.holds(offset));
    }

    /** A batch that is closed counts: it will be told. */
    private long toldEnd() {
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

    /** What is to be kept, if anything is. */
    Optional<FallbackState> state() {
        boolean idle = awayFrom == NOT_AWAY && ranges.isEmpty() && lane.pending() == 0;
        if (idle) {
            return Optional.empty();
        }
        List<Range> all = new ArrayList<>(ranges);
        if (awayFrom != NOT_AWAY && toldEnd() > awayFrom) {
            all.add(new Range(awayFrom, toldEnd()));
        }
        return Optional.of(new FallbackState(
                all, lane.batches().finishedPrefix(), lane.batches().planned()));
    }
}
