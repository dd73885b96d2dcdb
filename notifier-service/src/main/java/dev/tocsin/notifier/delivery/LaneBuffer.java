package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of a lane that no closed batch holds, in order. Poll thread only. */
final class LaneBuffer {
    /** Beyond this the partition is paused: the backlog stays in Kafka. */
    private static final int MAX_RECORDS = 500;

    private static final int MAX_BYTES = 4 << 20;

    private final Deque<LaneRecord> records = new ArrayDeque<>();
    private long bytes;
    private Instant firstArrival = Instant.MAX;

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

    /** Puts the records of a batch back in front, in order. */
    void putBack(List<LaneRecord> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            records.addFirst(batch.get(i));
            bytes += batch.get(i).bytes();
        }
    }

    /** Takes records from the front, at least one, up to a count and a size. */
    List<LaneRecord> take(int maxRecords, int maxBytes) {
        List<LaneRecord> taken = new ArrayList<>();
        long size = 0;
        while (!records.isEmpty()
                && taken.size() < maxRecords
                && (taken.isEmpty() || size + records.getFirst().bytes() <= maxBytes)) {
            size += records.getFirst().bytes();
            taken.add(removeFirst());
        }
        return taken;
    }

    /** Takes the records below an offset. */
    List<LaneRecord> takeBelow(long end) {
        List<LaneRecord> taken = new ArrayList<>();
        while (!records.isEmpty() && records.getFirst().offset() < end) {
            taken.add(removeFirst());
        }
        return taken;
    }

    /** Takes the records that were appended before this time, up to a count. */
    List<LaneRecord> takeOlder(Instant than, int maxRecords) {
        List<LaneRecord> taken = new ArrayList<>();
        while (!records.isEmpty()
                && taken.size() < maxRecords
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

    /** When the first record began to wait: by the broker's clock, unless that runs ahead of ours. */
    Instant waitingSince() {
        Instant appended = first().map(LaneRecord::appendedAt).orElse(Instant.MAX);
        return appended.isBefore(firstArrival) ? appended : firstArrival;
    }

    int size() {
        return records.size();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean full() {
        return records.size() >= MAX_RECORDS || bytes >= MAX_BYTES;
    }

    boolean hasRoom() {
        return records.size() < MAX_RECORDS / 2 && bytes < MAX_BYTES / 2;
    }
}
