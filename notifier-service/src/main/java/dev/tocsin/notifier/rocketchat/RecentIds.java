package dev.tocsin.notifier.rocketchat;

import java.util.LinkedHashSet;

/** The ids that were added last, a bounded number of them. Safe for use by many threads. */
final class RecentIds {
    private final int capacity;
    /** Guarded by this; in the order in which they were added. */
    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an id. Always true, as it is known now. */
    synchronized boolean add(String id) {
        ids.addLast(id);
        if (ids.size() > capacity) {
            ids.removeFirst();
        }
        return true;
    }

    synchronized boolean has(String id) {
        return ids.contains(id);
    }
}
