package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may call next where a server counts calls in a fixed window: one per base URL and route, or per webhook, shared by
 * all lanes of the process (hazards.md B2). What it knows it has from the server's answers; a server that says nothing of
 * a limit has none. Calls that the server would block are not made, for it counts them too.
 *
 * <p>The slots of a window are spread evenly over it. One per window is kept for the most urgent severity, which so waits
 * for the time between two slots at most. Of several that wait, the most urgent goes first, then who has most to tell.
 * Safe for use by many threads.
 */
public final class Limiter {
    /** A window that ends further away counts as this: clocks differ (hazards.md B3). */
    static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    /** The server's window may end this much later than it says by our clock. */
    private static final Duration MARGIN = Duration.ofMillis(50);
    /** Who has not asked for so long wants nothing any more: everybody asks at every poll. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(3);
    /** The first call of all shows the limit; others wait for its answer, for this long. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private static final Duration OTHERS_FIRST = Duration.ofMillis(20);

    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    /** Guarded by this, as is all below. */
    private final Map<String, Demand> demands = new HashMap<>();

    private Knowledge known = Knowledge.NOTHING;
    private Instant firstCallAt = Instant.MAX;
    /** How many calls a window takes. */
    private int limit;

    private int remaining;
    /** Of this window. */
    private boolean keptIsTaken;

    private Instant windowStart = Instant.MIN;
    private Instant windowEnd = Instant.MIN;
    private Duration window = LONGEST_WINDOW;
    private Instant blockedUntil = Instant.MIN;
    private Instant askedAt = Instant.MIN;

    /** Of a server that is not expected to limit anybody. */
    public static Limiter none() {
        Limiter limiter = new Limiter();
        limiter.unlimited();
        return limiter;
    }

    private enum Knowledge {
        NOTHING,
        UNLIMITED,
        LIMITED
    }

    /**
     * What an answer says of the present window.
     *
     * @param limit calls in a window, at least 1
     * @param remaining of them, at least 0
     * @param windowEnd when it ends, by our clock
     */
    public record Allowance(int limit, int remaining, Instant windowEnd) {
        /** Refuses numbers that make no sense. */
        public Allowance {
            if (limit < 1 || remaining < 0) {
                throw new IllegalArgumentException("no allowance: " + remaining + " of " + limit);
            }
        }
    }

    private record Demand(int rank, int waiting, Instant at) {
        boolean goesBefore(Demand other) {
            return rank != other.rank ? rank < other.rank : waiting > other.waiting;
        }
    }

    /**
     * Asks for a slot and takes it if there is one.
     *
     * @param who asks, so that asking again replaces what was asked before
     * @param rank 0 for the most urgent
     * @param waiting how much there is to tell
     * @return {@code now} when the slot is taken, else when to ask again
     */
    public synchronized Instant ask(String who, int rank, int waiting, Instant now) {
        noticeTheClock(now);
        Demand own = new Demand(rank, waiting, now);
        demands.put(who, own);
        demands.values().removeIf(demand -> demand.at.plus(FORGOTTEN).isBefore(now));
        Instant opensAt = opensAt(rank == 0, now);
        if (opensAt.isAfter(now)) {
            return opensAt;
        }
        boolean othersFirst = demands.entrySet().stream()
                .anyMatch(e -> !e.getKey().equals(who) && e.getValue().goesBefore(own));
        if (othersFirst) {
            return now.plus(OTHERS_FIRST);
        }
        demands.remove(who);
        take(now);
        return now;
    }

    /** Keeps the schedule when the clock was put back. Threads may ask in another order than they looked at it. */
    private void noticeTheClock(Instant now) {
        if (now.plus(CLOCK_STEP).isBefore(askedAt)) {
            ClockStep step = new ClockStep(Duration.between(now, askedAt));
            blockedUntil = step.of(blockedUntil);
            windowStart = step.of(windowStart);
            windowEnd = step.of(windowEnd);
            firstCallAt = step.of(firstCallAt);
            demands.clear();
        }
        askedAt = now;
    }

    /** Wants no slot any more. */
    public synchronized void withdraw(String who) {
        demands.remove(who);
    }

    private Instant opensAt(boolean urgent, Instant now) {
        if (blockedUntil.isAfter(now)) {
            return blockedUntil;
        }
        return switch (known) {
            case UNLIMITED -> now;
            case NOTHING -> firstAnswerIsAwaited(now) ? now.plus(OTHERS_FIRST) : now;
            case LIMITED -> windowEnd.isAfter(now) ? opensInWindow(urgent, now) : now;
        };
    }

    private boolean firstAnswerIsAwaited(Instant now) {
        return !firstCallAt.equals(Instant.MAX) && now.isBefore(firstCallAt.plus(FIRST_ANSWER));
    }

    private Instant opensInWindow(boolean urgent, Instant now) {
        boolean keeps = limit > 1 && !keptIsTaken;
        if (remaining <= (keeps && !urgent ? 1 : 0)) {
            return windowEnd;
        }
        // The slot that is kept may be taken at any time; the others have theirs.
        Instant slot = keeps && urgent ? now : nextSlot();
        return slot.isBefore(windowEnd) ? later(slot, now) : windowEnd;
    }

    private Instant nextSlot() {
        int taken = limit - remaining - (keptIsTaken ? 1 : 0);
        return windowStart.plus(spacing().multipliedBy(taken));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Duration spacing() {
        return window.dividedBy(Math.max(1, limit - 1));
    }

    private void take(Instant now) {
        if (known == Knowledge.NOTHING) {
            firstCallAt = now;
        }
        if (known == Knowledge.LIMITED) {
            if (!windowEnd.isAfter(now)) {
                begin(now, now.plus(window));
                remaining = limit;
            }
            // Only the most urgent get one before its time.
            keptIsTaken = keptIsTaken || nextSlot().isAfter(now);
            remaining = Math.max(0, remaining - 1);
        }
    }

    private void begin(Instant start, Instant end) {
        windowStart = start;
        windowEnd = end;
        keptIsTaken = false;
    }

    /** An answer said this of the limit. */
    public synchronized void learn(Allowance said, Instant now) {
        Instant latest = now.plus(LONGEST_WINDOW);
        Instant end = (said.windowEnd().isAfter(latest) ? latest : said.windowEnd()).plus(MARGIN);
        boolean sameWindow = known == Knowledge.LIMITED && isSame(end);
        if (known == Knowledge.LIMITED
                && windowEnd.isAfter(now)
                && !end.minus(MARGIN).isAfter(windowStart)) {
            // The answer was long on its way: its window was over when the present one began.
            return;
        }
        known = Knowledge.LIMITED;
        limit = said.limit();
        // Our own count knows of calls that are under way, the server's of those that others make.
        remaining = sameWindow ? Math.min(remaining, said.remaining()) : said.remaining();
        if (!sameWindow) {
            learnWindow(said, end, now);
        }
        windowEnd = end;
    }

    private boolean isSame(Instant end) {
        return Duration.between(end, windowEnd).abs().compareTo(window.dividedBy(2)) < 0;
    }

    private void learnWindow(Allowance said, Instant end, Instant now) {
        boolean justBegun = said.remaining() >= said.limit() - 1;
        if (justBegun && end.isAfter(now)) {
            window = Duration.between(now, end);
        }
        begin(justBegun ? now : end.minus(window), end);
    }

    /** An answer said nothing of a limit. */
    public synchronized void unlimited() {
        known = Knowledge.UNLIMITED;
    }

    /** A call failed without an answer: it has shown nothing. */
    public synchronized void nothingLearned() {
        firstCallAt = Instant.MAX;
    }

    /** A slot was taken and no call was made: another may have it. */
    public synchronized void notUsed() {
        nothingLearned();
        remaining = Math.min(limit, remaining + 1);
    }

    /** The server takes no calls before this. */
    public synchronized void blocked(Instant until, Instant now) {
        Instant latest = now.plus(LONGEST_WINDOW);
        blockedUntil = until.isAfter(latest) ? latest : until;
    }
}
