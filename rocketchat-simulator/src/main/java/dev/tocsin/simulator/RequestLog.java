package dev.tocsin.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls, in order. */
final class RequestLog {
    private static final int MAX = 100_000;

    private final Deque<RecordedRequest> newest = new ArrayDeque<>();

    synchronized void add(RecordedRequest request) {
        if (newest.size() == MAX) {
            newest.removeFirst();
        }
        newest.addLast(request);
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(newest);
    }

    synchronized void clear() {
        newest.clear();
    }
}
