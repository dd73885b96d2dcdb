package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The records of a lane that no closed batch holds, in order. Poll thread only. */
final class LaneBuffer {
    /** Beyond this the partition is paused: the backlog stays in Kafka. */
    private static final int MAX_RECORDS = 1_500;

    private final LaneSettings settings;
    private final Deque<LaneRecord> records = new ArrayDeque<>();
    private long bytes;
    private Instant firstArrival = Instant.MAX;
    /** How many records the next batch takes: fewer after a refusal. */
    private int limit;
    /** Not to be seen by the limit where a batch is one alert anyway. */
    private boolean halving;

    LaneBuffer(LaneSettings settings) {
        this.settings = settings;
        this.limit = settings.maxAlerts();
    }

    void add(LaneRecord next, Instant now) {
        if (!records.isEmpty() && next.offset() <= records.getLast().offset()) {
            throw new IllegalStateException("offset " + next.offset() + " came after "
                    + records.getLast().offset());
        }
        if (records.isEmpty()) {
            firstArrival = now;
        }
        records.add(next);
        bytes += next.bytes();
    }

    /** Puts the records of a batch that was refused back in front, in order; the next batch is half as large. */
    void halve(List<LaneRecord> batch) {
        halving = true;
        limit = Math.min(batch.size() / 2, settings.maxAlerts());
        putBack(batch);
    }

    /** Puts the records of a batch that will be closed anew back in front, in order. */
    void putBack(List<LaneRecord> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            records.addFirst(batch.get(i));
            bytes += batch.get(i).bytes();
        }
    }

    /** Takes all from the front that this holds for, as many as memory has room for. */
    List<LaneRecord> takeWhile(Predicate<LaneRecord> wanted) {
        List<LaneRecord> taken = new ArrayList<>();
        long size = 0;
        while (!records.isEmpty()
                && taken.size() < MAX_RECORDS
                && size < settings.maxBuffered()
                && wanted.test(records.getFirst())) {
            size += records.getFirst().bytes();
            taken.add(removeFirst());
        }
        return taken;
    }

    /** Whether {@link #takeWhile} would take more than these. */
    boolean mayGrow(List<LaneRecord> taken) {
        return taken.size() < MAX_RECORDS
                && taken.stream().mapToLong(LaneRecord::bytes).sum() < settings.maxBuffered();
    }

    /** Drops all others. */
    void keepOnly(Predicate<LaneRecord> wanted) {
        List<LaneRecord> kept = records.stream().filter(wanted).toList();
        records.clear();
        bytes = 0;
        putBack(kept);
    }

    /**
     * Drops all behind the first so many, or fewer if those are large: there is room again. Returns the offset of the first
     * that is gone, if any is.
     */
    Optional<Long> dropBehind(int most) {
        List<LaneRecord> all = List.copyOf(records);
        int kept = 0;
        long size = 0;
        while (kept < all.size()
                && kept < most
                && (kept == 0 || size + all.get(kept).bytes() < settings.maxBuffered() / 2)) {
            size += all.get(kept++).bytes();
        }
        if (kept == all.size()) {
            return Optional.empty();
        }
        records.clear();
        bytes = 0;
        putBack(all.subList(0, kept));
        return Optional.of(all.get(kept).offset());
    }

    /** All, in order. */
    Stream<LaneRecord> stream() {
        return records.stream();
    }

    /** A batch was delivered: after a refusal the next one may be larger again. */
    void grow() {
        limit = Math.min(settings.maxAlerts(), limit * 2);
        halving = limit < settings.maxAlerts();
    }

    /** Whether batches are smaller than they could be, because one was refused. */
    boolean halving() {
        return halving;
    }

    /** The culprit of a refusal is found. */
    void growToFull() {
        limit = settings.maxAlerts();
        halving = false;
    }

    /** Whether a batch should be closed: it is full, or has lingered. */
    boolean ready(Instant now) {
        return !records.isEmpty()
                && (records.size() >= limit || bytes >= settings.maxBytes() || !now.isBefore(lingerEnd()));
    }

    /**
     * Takes a batch from the front: at least one record, up to a count and a size. What a replay tells again and what is
     * news are never one message.
     */
    List<LaneRecord> takeBatch() {
        List<LaneRecord> taken = new ArrayList<>();
        long size = 0;
        while (!records.isEmpty()
                && taken.size() < limit
                && (taken.isEmpty() || fits(records.getFirst(), taken.getLast(), size))) {
            size += records.getFirst().bytes();
            taken.add(removeFirst());
        }
        return taken;
    }

    private boolean fits(LaneRecord next, LaneRecord last, long size) {
        return size + next.bytes() <= settings.maxBytes() && isOfOneKind(next, last);
    }

    private static boolean isOfOneKind(LaneRecord next, LaneRecord last) {
        return next.isReplay() == last.isReplay();
    }

    /** Takes the records below an offset. */
    List<LaneRecord> takeBelow(long end) {
        List<LaneRecord> taken = new ArrayList<>();
        while (!records.isEmpty() && records.getFirst().offset() < end) {
            taken.add(removeFirst());
        }
        return taken;
    }

    /**
     * Takes the records that were appended before this time, a batch of them at most: the next owner may have to tell it
     * after all.
     */
    List<LaneRecord> takeOlder(Instant than) {
        List<LaneRecord> taken = new ArrayList<>();
        while (!records.isEmpty()
                && taken.size() < settings.maxAlerts()
                && (taken.isEmpty() || isOfOneKind(records.getFirst(), taken.getLast()))
                && records.getFirst().appendedAt().isBefore(than)) {
            taken.add(removeFirst());
        }
        return taken;
    }

    private LaneRecord removeFirst() {
        LaneRecord first = records.removeFirst();
        bytes -= first.bytes();
        return first;
    }

    Optional<LaneRecord> first() {
        return Optional.ofNullable(records.peekFirst());
    }

    /** When the first record has waited long enough: by the broker's clock, unless that runs ahead of ours. */
    Instant lingerEnd() {
        Instant appended = first().map(LaneRecord::appendedAt).orElse(Instant.MAX);
        return (appended.isBefore(firstArrival) ? appended : firstArrival).plus(settings.linger());
    }

    /** Keeps the schedule when the clock was put back. */
    void adjust(ClockStep step) {
        firstArrival = step.of(firstArrival);
    }

    int size() {
        return records.size();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean full() {
        return records.size() >= MAX_RECORDS || bytes >= settings.maxBuffered();
    }

    boolean hasRoom() {
        return records.size() < MAX_RECORDS / 2 && bytes < settings.maxBuffered() / 2;
    }
}
