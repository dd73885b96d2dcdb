package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All lanes of one receiver in this process, and who of them may post. The driver calls {@link #tick} after every poll,
 * carries out what it returns, and tells how that ended. Poll thread only.
 */
public final class ReceiverLanes {
    private static final Comparator<Lane> MOST_URGENT_FIRST = Comparator.comparingInt(
                    (Lane lane) -> lane.settings().rank())
            .thenComparing(Comparator.comparingInt(Lane::pending).reversed());

    private final Map<LaneKey, Lane> lanes = new LinkedHashMap<>();
    private final Gate gate;
    private final String receiver;
    private final Limiter limiter;
    private Instant lastTick = Instant.MIN;
    /** When to ask for a slot again, if one was refused. */
    private Instant slotAt = Instant.MIN;

    /** No lanes yet. */
    public ReceiverLanes(String receiver, Limiter limiter, RandomGenerator random) {
        this.receiver = receiver;
        this.limiter = limiter;
        this.gate = new Gate(random);
    }

    /** Adds the lane of a new assignment. */
    public void open(Lane lane, Optional<Plan> restored, Instant now) {
        if (lanes.putIfAbsent(lane.key(), lane) != null) {
            throw new IllegalStateException("lane is open already: " + lane.key());
        }
        restored.ifPresent(plan -> gate.restore(lane, plan, now));
    }

    /** The lane, while its assignment lasts. */
    public Optional<Lane> lane(LaneKey key) {
        return Optional.ofNullable(lanes.get(key));
    }

    /** All lanes. */
    public Collection<Lane> all() {
        return List.copyOf(lanes.values());
    }

    /** Ends a lane with its assignment. */
    public void close(LaneKey key) {
        Lane lane = lanes.remove(key);
        if (lane != null) {
            lane.close();
            gate.forget(lane);
        }
    }

    /** Lets these lanes finish what is under way and begin nothing new: their assignment is about to end. */
    public void handOver(Collection<LaneKey> keys) {
        keys.stream()
                .flatMap(key -> lane(key).stream())
                .forEach(lane -> lane.batches().handOver());
    }

    /** This process was away for so long that it may have lost its assignments without knowing (hazards.md A9, B11). */
    public void wasAway() {
        lanes.values().forEach(lane -> lane.batches().confirm());
    }

    /** Grants slots and returns what is to be carried out now, but for commits. */
    public List<Action> tick(Instant now) {
        if (now.isBefore(lastTick)) {
            ClockStep step = new ClockStep(Duration.between(now, lastTick));
            gate.adjust(step);
            lanes.values().forEach(lane -> lane.adjust(step));
        }
        lastTick = now;
        lanes.values().forEach(lane -> lane.tick(now));
        List<Lane> wanting = lanes.values().stream()
                .filter(lane -> lane.batches().wantsSlot(now))
                .sorted(MOST_URGENT_FIRST)
                .toList();
        // How soon there is a slot is for the most urgent one to say, also when it is another's turn.
        List<Lane> mayPost = wanting.stream()
                .filter(lane -> !now.isBefore(gate.opensAt(lane)))
                .toList();
        slotAt = Instant.MIN;
        if (mayPost.isEmpty()) {
            limiter.withdraw(receiver);
        } else if (gate.failing()) {
            grantIfThereIsASlot(gate.turn(wanting), now);
        } else {
            for (Lane lane : mayPost) {
                if (!grantIfThereIsASlot(lane, now)) {
                    break;
                }
            }
        }
        return takeTodos();
    }

    /** Whether the lane got a slot; if not, no less urgent one would get one either. */
    private boolean grantIfThereIsASlot(Lane lane, Instant now) {
        Instant at = limiter.ask(receiver, lane.settings().rank(), lane.pending(), now);
        if (at.isAfter(now)) {
            slotAt = at;
            return false;
        }
        grant(lane, now);
        return true;
    }

    private void grant(Lane lane, Instant now) {
        lane.batches().grant(now);
        gate.taken(lane);
    }

    /** What lanes ask for at this moment; no slots are granted. */
    public List<Action> takeTodos() {
        List<Action> todos = new ArrayList<>();
        lanes.values().stream()
                .sorted(MOST_URGENT_FIRST)
                .forEach(lane -> lane.batches().takeTodo().ifPresent(todos::add));
        return todos;
    }

    /** What is to be committed now: all of it in one request. Each gets an answer. */
    public Map<Lane, Commitment> commits(Instant now) {
        Map<Lane, Commitment> due = new LinkedHashMap<>();
        lanes.values().forEach(lane -> lane.commit(now).ifPresent(commitment -> due.put(lane, commitment)));
        return due;
    }

    /** Commitments stand in Kafka. */
    public void committed(Map<Lane, Commitment> done, Instant now, boolean mayPost) {
        done.forEach((lane, commitment) -> {
            if (!lane.closed()) {
                lane.committed(commitment, now, mayPost);
            }
        });
    }

    /** Commitments did not get into Kafka. */
    public void notCommitted(Collection<Lane> lanesOf, Instant now) {
        lanesOf.forEach(lane -> lane.notCommitted(now));
    }

    /** An attempt has ended. */
    public void posted(Lane lane, Outcome outcome, Instant now) {
        if (!lane.closed()) {
            Instant retryAt = ended(lane, outcome, now);
            lane.batches().posted(outcome, retryAt, gate.failing(), now);
        }
    }

    /** A probe has ended. */
    public void probed(Lane lane, Outcome outcome, Instant now) {
        if (!lane.closed()) {
            // A neutral text that is refused says that the receiver takes nothing: nobody is at fault but its settings.
            Outcome meaning = outcome instanceof Outcome.Refused(String reason)
                    ? new Outcome.Suspended("it refuses any message: " + reason)
                    : outcome;
            Instant retryAt = ended(lane, meaning, now);
            lane.batches().probed(meaning, retryAt, now);
        }
    }

    private Instant ended(Lane lane, Outcome outcome, Instant now) {
        boolean failed = gate.failing();
        Instant retryAt =
                gate.ended(lane, outcome, lane.batches().attemptStartedAt().orElse(now), now);
        if (failed && !gate.failing()) {
            lanes.values().forEach(each -> each.batches().beginAgain());
        }
        return retryAt;
    }

    /** What became of a batch is kept, or not yet. */
    public void recorded(Lane lane, boolean kept, Instant now) {
        if (lane.closed()) {
            return;
        }
        if (kept) {
            lane.recorded(now);
        } else {
            lane.batches().notRecorded(now);
        }
    }

    /** Whether these lanes have nothing under way. */
    public boolean quiet(Collection<LaneKey> keys) {
        return keys.stream()
                .map(lanes::get)
                .allMatch(lane -> lane == null || lane.batches().quiet());
    }

    /**
     * Lets lanes with a fallback have it told what waits, if their receiver has been away for so long, and no longer once
     * it is back.
     */
    public void fallBack(Duration after, Instant now) {
        for (Lane lane : lanes.values()) {
            lane.fallback().ifPresent(feed -> {
                Optional<Instant> since = gate.failingSince(lane);
                if (since.isEmpty()) {
                    feed.back(lane.batches().finishedPrefix());
                } else if (!now.isBefore(since.get().plus(after))) {
                    feed.away(lane.batches().waiting(), now);
                }
            });
        }
    }

    /** When time alone makes something due, or {@link Instant#MAX}. */
    public Instant wakeAt(Instant now) {
        Instant earliest = Instant.MAX;
        for (Lane lane : lanes.values()) {
            Instant wake = lane.batches().wantsSlot(now)
                    ? later(gate.opensAt(lane), slotAt)
                    : lane.batches().wakeAt();
            earliest = wake.isBefore(earliest) ? wake : earliest;
        }
        return earliest;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** What is wrong with the receiver, or nothing while it takes messages. */
    public Optional<Outcome> trouble() {
        return gate.trouble();
    }
}
