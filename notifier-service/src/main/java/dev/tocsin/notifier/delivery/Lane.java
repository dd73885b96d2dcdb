package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One receiver and one partition, strictly in order: slot granted, batch closed, plan committed, posted; then outcome,
 * log, commit. An object of this class belongs to one assignment of the partition: when that ends it is closed, and
 * whatever is told to it afterwards changes nothing (hazards.md A1). Poll thread only.
 */
public final class Lane {
    private static final long NOTHING = Long.MAX_VALUE;
    /** So many stay in memory when others are let go of. */
    private static final int KEPT = 500;

    private final LaneKey key;
    private final LaneSettings settings;
    private final Instant born;
    private final LaneCommits commits;
    private final LaneBuffer buffer;
    private final BatchCycle batches;
    private final long first;
    private Optional<FallbackFeed> fallback = Optional.empty();
    /** Whose fallback this lane tells, if it is such a lane. */
    private Optional<FallbackFeed> tells = Optional.empty();

    private Totals totals;
    /** From here on records were let go of. */
    private long spilledFrom = NOTHING;

    private boolean closed;

    /** A lane of a new assignment. */
    public Lane(LaneKey key, LaneSettings settings, MessageIds ids, LaneStart start, Instant now) {
        this.key = key;
        this.settings = settings;
        this.born = start.born();
        this.first = start.position();
        this.totals = start.totals();
        this.commits = LaneCommits.of(start, now);
        this.buffer = new LaneBuffer(settings);
        this.batches = new BatchCycle(this, buffer, ids, start);
    }

    /**
     * Has what waits told by another lane while the receiver is away.
     *
     * @param receiver the fallback
     * @param teller tells it; it is opened where {@link LaneStart#ofFallback} says
     */
    public Lane withFallback(String receiver, Lane teller, LaneStart start) {
        FallbackState state = start.fallback().orElseGet(() -> FallbackState.none(start.position()));
        FallbackFeed feed = new FallbackFeed(receiver, teller, state);
        fallback = Optional.of(feed);
        teller.tells = fallback;
        return this;
    }

    /** What is told at the fallback, if there is one. */
    Optional<FallbackFeed> fallback() {
        return fallback;
    }

    /** Whether the receiver's fallback was told this record. */
    boolean toldAtFallback(LaneRecord record) {
        return !record.isReplay()
                && fallback.filter(feed -> feed.toldThere(record.offset())).isPresent();
    }

    /** What there is to be said of why this batch is told here and now. */
    Occasion occasion(List<LaneRecord> batch) {
        return fallback.filter(any -> toldAtFallback(batch.getFirst()))
                .map(FallbackFeed::occasion)
                .orElseGet(settings::occasion);
    }

    /** What it does with its records. */
    BatchCycle batches() {
        return batches;
    }

    /** Which lane it is. */
    public LaneKey key() {
        return key;
    }

    /** How it treats its records. */
    public LaneSettings settings() {
        return settings;
    }

    /** What has passed it. */
    public Totals totals() {
        return totals;
    }

    /** Takes the next record that is addressed to the receiver, or one that it has passed already. */
    public void add(LaneRecord next, Instant now) {
        fallback.ifPresent(feed -> feed.seen(next));
        if (next.offset() >= spilledFrom) {
            fallback.ifPresent(feed -> feed.away(List.of(next), now));
        } else if (next.offset() >= first) {
            batches.add(next, now);
        } else {
            fallback.ifPresent(feed -> feed.passed(next, now));
        }
    }

    /**
     * While the receiver is away, lets go of what its fallback has been handed, so that what comes behind it is told there
     * too; it is read again when the receiver is back. Returns whether there is room again.
     */
    public boolean spill() {
        boolean handed = fallback.filter(feed -> feed.isAway() && feed.knows(buffer.stream()))
                .isPresent();
        if (!handed || spilledFrom != NOTHING) {
            return false;
        }
        Optional<Long> from = buffer.dropBehind(KEPT);
        from.ifPresent(offset -> {
            spilledFrom = offset;
            batches.backTo(offset);
        });
        return !full();
    }

    private Stream<Lane> teller() {
        return fallback.stream().map(FallbackFeed::lane);
    }

    /** From where on records are to be read again, now that the receiver is back; asked once. */
    public Optional<Long> readAgainFrom() {
        if (spilledFrom == NOTHING || fallback.filter(FallbackFeed::isAway).isPresent()) {
            return Optional.empty();
        }
        long from = spilledFrom;
        spilledFrom = NOTHING;
        return Optional.of(from);
    }

    /** Everything below this offset was read. */
    public void advance(long next) {
        batches.advance(Math.min(next, spilledFrom));
        fallback.ifPresent(feed -> feed.read(next));
    }

    /** Whether no more records should be read for now. */
    public boolean full() {
        return (buffer.full() && !batches.restoring()) || (spilledFrom != NOTHING && !teller().allMatch(Lane::hasRoom));
    }

    /** Whether more records may be read again. */
    public boolean hasRoom() {
        return (buffer.hasRoom() || batches.restoring())
                && (spilledFrom == NOTHING || teller().allMatch(Lane::hasRoom));
    }

    /** How many records wait here, in a batch or not. */
    public int pending() {
        return batches.pending();
    }

    /** When the oldest waiting record was appended, by the broker's clock. */
    public Optional<Instant> oldest() {
        return batches.oldest();
    }

    /** Notices what time and reading have brought about. */
    void tick(Instant now) {
        batches.tick(now);
        if (batches.isIdle()) {
            fallback.ifPresent(feed -> feed.idleAt(batches.position()));
        }
    }

    /** What is to be committed now, if anything; the answer goes to {@link #committed} or {@link #notCommitted}. */
    Optional<Commitment> commit(Instant now) {
        boolean due = isCommitDue(now)
                || fallback.filter(feed -> feed.lane().isCommitDue(now)).isPresent();
        if (closed || commits.underWay() || !due) {
            return Optional.empty();
        }
        commits.asked();
        fallback.ifPresent(feed -> feed.lane().commits.asked());
        return Optional.of(commitment());
    }

    private boolean isCommitDue(Instant now) {
        return commits.due(batches.isPlanned(), batches.finishedPrefix(), now);
    }

    /** What stands for this lane, and for the one that tells its fallback, at this moment. */
    public Commitment commitment() {
        long passed = batches.finishedPrefix();
        return new Commitment(passed, batches.planned(), totals, born, fallback.flatMap(feed -> feed.state(passed)));
    }

    /** A commitment stands in Kafka. {@code mayPost}: this process was not away since it asked for it. */
    void committed(Commitment done, Instant now, boolean mayPost) {
        commits.done(done.offset(), batches.finishedPrefix(), now);
        if (mayPost) {
            batches.stands(done.plan(), now);
        }
        fallback.ifPresent(feed -> feed.lane().committed(feed.commitment(done), now, mayPost));
    }

    /** A commitment did not get into Kafka: nothing is posted on it, and it is made again a little later. */
    void notCommitted(Instant now) {
        commits.failed(now);
        fallback.ifPresent(feed -> feed.lane().notCommitted(now));
    }

    /** What became of the batch is kept. */
    void recorded(Instant now) {
        Phase.Recording ending = batches.recorded();
        totals = totals.plus(Endings.totals(ending));
        commits.finishedSome();
        fallback.ifPresent(feed -> ending.batch().forEach(record -> feed.passed(record, now)));
        if (ending.end() == End.DELIVERED) {
            tells.ifPresent(feed -> feed.told(ending.batch()));
        }
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        batches.adjust(step);
        commits.adjust(step);
    }

    /** Ends it: it asks for nothing any more and what is told to it changes nothing. */
    void close() {
        closed = true;
        batches.close();
    }

    /** Whether its assignment has ended. */
    public boolean closed() {
        return closed;
    }
}
