package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lane's batches, one after another: gathered, planned, posted until it ends, written down. Poll thread only. */
final class BatchCycle {
    private final Lane lane;
    private final LaneSettings settings;
    private final MessageIds ids;
    private final LaneBuffer buffer;
    private Phase phase;
    private long position;
    private Instant recordAgainAt = Instant.MAX;
    private @Nullable Action todo;
    private boolean leaving;

    BatchCycle(Lane lane, LaneBuffer buffer, MessageIds ids, LaneStart start) {
        this.lane = lane;
        this.settings = lane.settings();
        this.ids = ids;
        this.position = start.position();
        this.buffer = buffer;
        this.phase = start.plan().<Phase>map(Restoring::new).orElseGet(Gathering::new);
    }

    void add(LaneRecord next, Instant now) {
        buffer.add(next, now);
    }

    /** Whether nothing waits. */
    boolean isIdle() {
        return finishedPrefix() == position;
    }

    /** Up to where was read. */
    long position() {
        return position;
    }

    /** What was read from here on is to be read again. */
    void backTo(long offset) {
        position = offset;
    }

    /** Whether a plan is to be committed. */
    boolean isPlanned() {
        return phase instanceof Planned;
    }

    /** This plan stands in Kafka: its attempt may be made. */
    void stands(Optional<Plan> committed, Instant now) {
        if (phase instanceof Planned(Plan plan, List<LaneRecord> batch, boolean granted)
                && committed.equals(Optional.of(plan))
                && !leaving) {
            Waiting waiting = new Waiting(plan, batch, Step.RICH);
            phase = waiting;
            if (granted) {
                take(waiting, now);
            }
        }
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        buffer.adjust(step);
        recordAgainAt = step.of(recordAgainAt);
    }

    /** Asks for nothing any more. */
    void close() {
        todo = null;
    }

    /** Everything below this offset was read. */
    void advance(long next) {
        position = Math.max(position, next);
    }

    /** How many records wait here, in a batch or not. */
    int pending() {
        return phase.waiting().size() + buffer.size();
    }

    /** All that waits, in order. */
    List<LaneRecord> waiting() {
        return Stream.concat(phase.waiting().stream(), buffer.stream()).toList();
    }

    /** The closed batch, if there is one. */
    Optional<Plan> planned() {
        return phase.planned();
    }

    /** A batch that waits for its retry is none any more, unless the receiver may have it. */
    void reopen() {
        if (phase instanceof Waiting waiting && waiting.plan().fate() == Fate.NOT_STORED) {
            buffer.putBack(waiting.batch());
            phase = new Gathering();
        }
    }

    /**
     * The receiver takes messages again: what it refused before then is posted in its rich form first. What comes after the
     * probe does that anyway, and a receiver that fails now and then must not keep a culprit from its end.
     */
    void beginAgain() {
        if (phase instanceof Waiting waiting && waiting.step().compareTo(Step.PROBE) <= 0) {
            phase = new Waiting(waiting.plan(), waiting.batch(), Step.RICH);
        }
    }

    /** Drops what no batch holds and need not be told any more. */
    void keepOnly(Predicate<LaneRecord> wanted) {
        buffer.keepOnly(wanted);
    }

    /** When the oldest waiting record was appended, by the broker's clock. */
    Optional<Instant> oldest() {
        return phase.waiting().stream().findFirst().or(buffer::first).map(LaneRecord::appendedAt);
    }

    /** The committed offset may stand here: nothing below it is waiting. */
    long finishedPrefix() {
        return phase.planned()
                .map(Plan::first)
                .orElseGet(() -> buffer.first().map(LaneRecord::offset).orElse(position));
    }

    /** Whether the batch of a plan is being read again: all of it, should it be more than memory has room for now. */
    boolean restoring() {
        return phase instanceof Restoring;
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
        if (phase instanceof Waiting waiting && !isToBeOneMessage(waiting)) {
            take(waiting, now);
            return;
        }
        Optional<Plan> before = phase.planned();
        buffer.putBack(phase.waiting());
        List<LaneRecord> batch = takeBatch();
        phase = new Planned(
                before.map(plan -> plan.over(batch, ids)).orElseGet(() -> Plan.of(batch, ids, now)), batch, true);
    }

    /** What was told at the fallback meanwhile is one message, as far as it fits into memory. */
    private List<LaneRecord> takeBatch() {
        boolean told =
                !buffer.halving() && buffer.first().filter(lane::toldAtFallback).isPresent();
        return told ? buffer.takeWhile(lane::toldAtFallback) : buffer.takeBatch();
    }

    /** A batch that waits for its retry grows by what the fallback was told, as long as the receiver can't have it. */
    private boolean isToBeOneMessage(Waiting waiting) {
        return waiting.step() == Step.RICH
                && waiting.plan().fate() == Fate.NOT_STORED
                && buffer.mayGrow(waiting.batch())
                && lane.toldAtFallback(waiting.batch().getFirst())
                && buffer.first().filter(lane::toldAtFallback).isPresent();
    }

    private void take(Waiting waiting, Instant now) {
        if (waiting.step() == Step.PROBE) {
            phase = new Probing(waiting.plan(), waiting.batch(), now);
            todo = new Action.Probe(lane);
            return;
        }
        phase = new Posting(waiting.plan(), waiting.batch(), waiting.step(), now);
        todo = new Action.Post(
                lane,
                Attempt.of(waiting.plan(), waiting.batch(), waiting.step().form(), lane.occasion(waiting.batch())));
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
    void posted(Outcome outcome, Instant retryAt, boolean failing, Instant now) {
        if (!(phase instanceof Posting attempt)) {
            throw new IllegalStateException("no attempt is under way in " + lane.key());
        }
        Phase next = Ladder.after(attempt, outcome, retryAt, failing, now);
        if (next instanceof Gathering) {
            buffer.halve(attempt.batch());
        } else if (outcome instanceof Outcome.Delivered) {
            buffer.grow();
        }
        enter(next);
    }

    /** The neutral text has passed, or not: only if it has, the refused alert is the culprit. */
    void probed(Outcome outcome, Instant retryAt, Instant now) {
        if (!(phase instanceof Probing probe)) {
            throw new IllegalStateException("no probe is under way in " + lane.key());
        }
        buffer.growToFull();
        enter(Ladder.after(probe, outcome, retryAt, now));
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
        todo = Endings.writtenDown(lane, ending);
    }

    /** What became of the batch is kept. Returns how it ended. */
    Recording recorded() {
        if (!(phase instanceof Recording ending)) {
            throw new IllegalStateException("nothing is being recorded in " + lane.key());
        }
        phase = new Gathering();
        return ending;
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
}
