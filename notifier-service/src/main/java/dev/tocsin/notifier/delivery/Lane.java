package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Phase.Gathering;
import dev.tocsin.notifier.delivery.Phase.Planned;
import dev.tocsin.notifier.delivery.Phase.Posting;
import dev.tocsin.notifier.delivery.Phase.Probing;
import dev.tocsin.notifier.delivery.Phase.Recording;
import dev.tocsin.notifier.delivery.Phase.Restoring;
import dev.tocsin.notifier.delivery.Phase.Step;
import dev.tocsin.notifier.delivery.Phase.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One receiver and one partition, strictly in order: slot granted, batch closed, plan committed, posted; then outcome,
 * log, commit. An object of this class belongs to one assignment of the partition: when that ends it is closed, and
 * whatever is told to it afterwards changes nothing (hazards.md A1). Poll thread only.
 */
public final class Lane {
    private final LaneKey key;
    private final LaneSettings settings;
    private final MessageIds ids;
    private final Instant born;
    private final LaneBuffer buffer;
    private final LaneCommits commits;
    private Phase phase;
    private Totals totals;
    private long position;
    private Instant recordAgainAt = Instant.MAX;
    private @Nullable Action todo;
    private boolean leaving;
    private boolean closed;

    /** A lane of a new assignment. */
    public Lane(LaneKey key, LaneSettings settings, MessageIds ids, LaneStart start, Instant now) {
        this.key = key;
        this.settings = settings;
        this.ids = ids;
        this.born = start.born();
        this.position = start.position();
        this.totals = start.totals();
        this.commits = LaneCommits.of(start, now);
        this.buffer = new LaneBuffer(settings);
        this.phase = start.plan().<Phase>map(Restoring::new).orElseGet(Gathering::new);
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

    /** Takes the next record that is addressed to the receiver. */
    public void add(LaneRecord next, Instant now) {
        buffer.add(next, now);
    }

    /** Everything below this offset was read. */
    public void advance(long next) {
        position = Math.max(position, next);
    }

    /** Whether no more records should be read for now. */
    public boolean full() {
        return buffer.full();
    }

    /** Whether more records may be read again. */
    public boolean hasRoom() {
        return buffer.hasRoom();
    }

    /** How many records wait here, in a batch or not. */
    public int pending() {
        return phase.waiting().size() + buffer.size();
    }

    /** When the oldest waiting record was appended, by the broker's clock. */
    public Optional<Instant> oldest() {
        return phase.waiting().stream().findFirst().or(buffer::first).map(LaneRecord::appendedAt);
    }

    /** The committed offset may stand here: nothing below it is waiting. */
    long finishedPrefix() {
        return phase.planned()
                .map(Plan::first)
                .orElseGet(() -> buffer.first().map(LaneRecord::offset).orElse(position));
    }

    /** Notices what time and reading have brought about. */
    void tick(Instant now) {
        if (phase instanceof Restoring(Plan plan) && position >= plan.end()) {
            List<LaneRecord> batch = buffer.takeBelow(plan.end());
            // Committed again before it is posted: only the owner can, so a former owner can't post on our behalf.
            phase = batch.isEmpty() ? new Gathering() : new Planned(plan, batch, false);
        }
        if (phase instanceof Recording ending && !now.isBefore(recordAgainAt)) {
            end(ending);
        }
        Endings.tooOld(phase, buffer, settings, ids, now).ifPresent(this::end);
    }

    /**
     * This process was away and may have lost its partitions without knowing: what waits for a retry is committed again
     * before it is posted, which only the owner can.
     */
    void confirm() {
        if (phase instanceof Waiting waiting) {
            phase = new Planned(waiting.plan(), waiting.batch(), false);
        }
    }

    /** Whether it could use a slot now. */
    boolean wantsSlot(Instant now) {
        if (phase instanceof Gathering) {
            return buffer.ready(now);
        }
        return phase instanceof Waiting;
    }

    /** When time alone will make it want something, or {@link Instant#MAX}. */
    Instant wakeAt() {
        if (phase instanceof Gathering && !buffer.isEmpty()) {
            return buffer.lingerEnd();
        }
        return recordAgainAt;
    }

    /** Takes the slot: closes a batch, or goes on with the one that waits. */
    void grant(Instant now) {
        if (phase instanceof Waiting waiting) {
            take(waiting, now);
            return;
        }
        List<LaneRecord> batch = buffer.takeBatch();
        phase = new Planned(Plan.of(batch, ids, now), batch, true);
    }

    private void take(Waiting waiting, Instant now) {
        if (waiting.step() == Step.PROBE) {
            phase = new Probing(waiting.plan(), waiting.batch(), now);
            todo = new Action.Probe(this);
            return;
        }
        phase = new Posting(waiting.plan(), waiting.batch(), waiting.step(), now);
        todo = new Action.Post(
                this, Attempt.of(waiting.plan(), waiting.batch(), waiting.step().form()));
    }

    /** What is to be committed now, if anything; the answer goes to {@link #committed} or {@link #notCommitted}. */
    Optional<Commitment> commit(Instant now) {
        if (closed || !commits.due(phase instanceof Planned, finishedPrefix(), now)) {
            return Optional.empty();
        }
        commits.asked();
        return Optional.of(commitment());
    }

    /** What stands for this lane at this moment. */
    public Commitment commitment() {
        return new Commitment(finishedPrefix(), phase.planned(), totals, born);
    }

    /** A commitment stands in Kafka. {@code mayPost}: this process was not away since it asked for it. */
    void committed(Commitment done, Instant now, boolean mayPost) {
        commits.done(done.offset(), finishedPrefix(), now);
        if (phase instanceof Planned(Plan plan, List<LaneRecord> batch, boolean granted)
                && done.plan().equals(Optional.of(plan))
                && mayPost
                && !leaving) {
            Waiting waiting = new Waiting(plan, batch, Step.RICH);
            phase = waiting;
            if (granted) {
                take(waiting, now);
            }
        }
    }

    /** A commitment did not get into Kafka: nothing is posted on it, and it is made again a little later. */
    void notCommitted(Instant now) {
        commits.failed(now);
    }

    /** What the lane asks for, once. */
    Optional<Action> takeTodo() {
        Optional<Action> taken = Optional.ofNullable(todo);
        todo = null;
        return taken;
    }

    /** When the attempt that is under way began, if one is. */
    Optional<Instant> attemptStartedAt() {
        return phase.attemptStartedAt();
    }

    /** An attempt has ended; one that may pass later is made again no sooner than {@code retryAt}. */
    void posted(Outcome outcome, Instant retryAt, Instant now) {
        if (!(phase instanceof Posting attempt)) {
            throw new IllegalStateException("no attempt is under way in " + key);
        }
        Phase next = Ladder.after(attempt, outcome, retryAt, now);
        if (next instanceof Gathering) {
            buffer.halve(attempt.batch());
        } else if (outcome instanceof Outcome.Delivered) {
            buffer.grow();
        }
        enter(next);
    }

    /** The neutral text has passed, or not: only if it has, the refused alert is the culprit. */
    void probed(Outcome outcome, Instant retryAt) {
        if (!(phase instanceof Probing probe)) {
            throw new IllegalStateException("no probe is under way in " + key);
        }
        buffer.growToFull();
        enter(Ladder.after(probe, outcome, retryAt));
    }

    private void enter(Phase next) {
        phase = next;
        if (next instanceof Recording ending) {
            end(ending);
        }
    }

    private void end(Recording ending) {
        phase = ending;
        recordAgainAt = Instant.MAX;
        todo = new Action.WriteDown(this, Endings.entries(key, ending), Endings.parked(key, ending));
    }

    /** What became of the batch is kept. */
    void recorded() {
        if (!(phase instanceof Recording ending)) {
            throw new IllegalStateException("nothing is being recorded in " + key);
        }
        totals = totals.plus(Endings.totals(ending));
        commits.finishedSome();
        phase = new Gathering();
    }

    /** It could not be kept: asked for again a little later, and nothing moves on until then. */
    void notRecorded(Instant now) {
        recordAgainAt = now.plus(LaneCommits.AFTER_FAILURE);
    }

    /** Whether nothing is under way that would be lost by closing. */
    boolean quiet() {
        return phase.attemptStartedAt().isEmpty() && !(phase instanceof Recording);
    }

    /** Begins nothing new, because its assignment is about to end; what has ended is still written down. */
    void handOver() {
        leaving = true;
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        buffer.adjust(step);
        commits.adjust(step);
        recordAgainAt = step.of(recordAgainAt);
    }

    /** Ends it: it asks for nothing any more and what is told to it changes nothing. */
    void close() {
        closed = true;
        todo = null;
    }

    /** Whether its assignment has ended. */
    public boolean closed() {
        return closed;
    }
}
