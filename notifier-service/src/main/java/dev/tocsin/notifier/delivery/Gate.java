package dev.tocsin.notifier.delivery;

import dev.tocsin.kit.backoff.Backoff;
import dev.tocsin.model.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who may post at one receiver. While it takes messages, every lane may. Once an attempt fails, one lane at a time tries
 * again after a backoff, the most urgent one first; the others wait for it (hazards.md B2). After three tries it is
 * another's turn, for the fault may be with what the lane posts: if the other's passes, all go on, and the lane that
 * keeps failing waits for itself alone. Poll thread only.
 */
final class Gate {
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Backoff URGENT = new Backoff(BASE, Duration.ofSeconds(10));
    private static final Backoff OTHERS = new Backoff(BASE, Duration.ofSeconds(60));
    /** A time that the receiver announces counts as this if it is further away: clocks differ (hazards.md B3). */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    /** So many tries in a row are a lane's turn. */
    private static final int TURN = 3;

    private final RandomGenerator random;
    /** Tries of lanes since something passed, or since all had their turn. */
    private final Map<Lane, Integer> tries = new HashMap<>();
    /** Failures of lanes since something of theirs passed. */
    private final Map<Lane, Integer> ownFailures = new HashMap<>();
    /** What keeps failing while others pass. */
    private final Map<Lane, OwnFault> ownFaults = new HashMap<>();

    private int failures;
    private Instant failingSince = Instant.MIN;
    private Instant failedAt = Instant.MIN;
    private Instant retryAt = Instant.MIN;
    private boolean announced;
    private @Nullable Lane trying;
    private @Nullable Outcome trouble;

    Gate(RandomGenerator random) {
        this.random = random;
    }

    /** Whether attempts fail at present. */
    boolean failing() {
        return failures > 0;
    }

    /** What the last failed attempt said, while attempts fail; else what a lane says that fails while others pass. */
    Optional<Outcome> trouble() {
        return Optional.ofNullable(trouble)
                .or(() -> ownFaults.values().stream().map(OwnFault::outcome).findFirst());
    }

    /** Since when this lane's messages wait because attempts fail, if they do. */
    Optional<Instant> failingSince(Lane lane) {
        if (failing()) {
            return Optional.of(failingSince);
        }
        return Optional.ofNullable(ownFaults.get(lane)).map(OwnFault::since);
    }

    /** Whose turn it is of these, the most urgent one first: not that of a lane which has just had its own. */
    Lane turn(List<Lane> wanting) {
        if (wanting.stream().allMatch(lane -> tries.getOrDefault(lane, 0) >= TURN)) {
            tries.clear();
        }
        return wanting.stream()
                .filter(lane -> tries.getOrDefault(lane, 0) < TURN)
                .findFirst()
                .orElseThrow();
    }

    /** When this lane may post: now if it is in the past, never while another lane tries. */
    Instant opensAt(Lane lane) {
        if (!failing()) {
            OwnFault own = ownFaults.get(lane);
            return own == null ? Instant.MIN : own.retryAt();
        }
        if (trying != null) {
            return Instant.MAX;
        }
        // A more urgent lane does not wait for as long as the one that failed would have.
        Instant latest = failedAt.plus(backoff(lane).cap());
        return announced || retryAt.isBefore(latest) ? retryAt : latest;
    }

    /** A lane took a slot. */
    void taken(Lane lane) {
        if (failing()) {
            trying = lane;
            tries.merge(lane, 1, Integer::sum);
        }
    }

    /** A lane is gone for good. */
    void forget(Lane lane) {
        released(lane);
        tries.remove(lane);
        passed(lane);
    }

    private void passed(Lane lane) {
        ownFailures.remove(lane);
        ownFaults.remove(lane);
    }

    private void released(Lane lane) {
        if (trying == lane) {
            trying = null;
        }
    }

    /** Goes on with the schedule that a former owner of a lane left. */
    void restore(Lane lane, Plan plan, Instant now) {
        if (plan.attempt() > 1 && !failing()) {
            failures = plan.attempt() - 1;
            // By another clock, perhaps one that is ahead.
            failingSince = plan.since().isBefore(now) ? plan.since() : now;
            failedAt = now;
            Instant latest = now.plus(backoff(lane).cap());
            retryAt = plan.notBefore().isBefore(latest) ? plan.notBefore() : latest;
        }
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        failingSince = step.of(failingSince);
        failedAt = step.of(failedAt);
        retryAt = step.of(retryAt);
        ownFaults.replaceAll((lane, own) -> own.moved(step));
    }

    /** An attempt has ended. Returns when the next may be made, if it has to be. */
    Instant ended(Lane lane, Outcome outcome, Instant startedAt, Instant now) {
        released(lane);
        switch (outcome) {
            case Outcome.Delivered d -> well(lane);
            case Outcome.Partly p -> {
                well(lane);
                return p.notBefore() == null ? now : failed(lane, outcome, p.notBefore(), startedAt, now);
            }
            // It answers: the lane that tries goes on at once, the others wait until something passes.
            case Outcome.Refused r -> retryAt = now;
            case Outcome.Retryable r -> {
                return failed(lane, outcome, r.notBefore(), startedAt, now);
            }
            case Outcome.Suspended s -> {
                return failed(lane, outcome, null, startedAt, now);
            }
        }
        return retryAt;
    }

    private void well(Lane lane) {
        failures = 0;
        announced = false;
        trouble = null;
        tries.clear();
        passed(lane);
    }

    private Instant failed(Lane lane, Outcome outcome, @Nullable Instant notBefore, Instant startedAt, Instant now) {
        int own = ownFailures.merge(lane, 1, Integer::sum);
        if (!failing() && own > TURN && notBefore == null) {
            // Others pass: it is what this lane posts that fails. A time to come back at holds for all.
            Instant again = now.plus(backoff(lane).delay(own, random));
            OwnFault before = ownFaults.get(lane);
            ownFaults.put(lane, new OwnFault(outcome, again, before == null ? now : before.since()));
            return again;
        }
        close(lane, outcome, notBefore, startedAt, now);
        return retryAt;
    }

    private void close(Lane lane, Outcome outcome, @Nullable Instant notBefore, Instant startedAt, Instant now) {
        trouble = outcome;
        // Attempts that were under way together fail together: that is one failure.
        if (failures == 0) {
            failingSince = now;
        }
        if (failures == 0 || !startedAt.isBefore(failedAt)) {
            failures++;
            failedAt = now;
            retryAt = now.plus(backoff(lane).delay(failures, random));
            announced = false;
        }
        if (notBefore != null && notBefore.isAfter(retryAt)) {
            Instant latest = now.plus(LONGEST_WINDOW);
            retryAt = notBefore.isBefore(latest) ? notBefore : latest;
            announced = true;
        }
    }

    private static Backoff backoff(Lane lane) {
        return lane.settings().rank() == 0 ? URGENT : OTHERS;
    }

    /** What a lane's attempts say, and when it may make the next. */
    private record OwnFault(Outcome outcome, Instant retryAt, Instant since) {
        OwnFault moved(ClockStep step) {
            return new OwnFault(outcome, step.of(retryAt), step.of(since));
        }
    }
}
