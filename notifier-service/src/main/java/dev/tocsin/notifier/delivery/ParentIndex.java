package dev.tocsin.notifier.delivery;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which message told that an alert began to fire, by receiver: the one that later messages about it answer. It is built
 * from what {@code deliveries} says, in any order and any number of times; what was not used for longest is forgotten.
 * Only of receivers that keep our message ids, for only those have threads. Safe for use by many threads.
 */
public final class ParentIndex {
    private final int capacity;
    /** Guarded by this; in the order of use. */
    private final Map<Key, Episode> episodes = new LinkedHashMap<>(16, 0.75f, true);

    /** An empty index of at most so many alerts, all receivers together. */
    public ParentIndex(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
        }
        this.capacity = capacity;
    }

    private record Key(String receiver, Identity identity) {}

    /**
     * From a beginning to an end.
     *
     * @param began the number of the telling that told the beginning
     * @param messageId of the message that told it, or an empty text when none did
     * @param ended the number of the telling that told the end; tellings up to it still answer the message, for an alert
     *     may be told in two groups
     */
    private record Episode(long began, String messageId, long ended) {
        private static final long NOT_YET = Long.MAX_VALUE;

        private static Episode begun(long seq, String messageId) {
            return new Episode(seq, messageId, NOT_YET);
        }

        /** An end whose beginning is not known: what comes before it is old. */
        private static Episode over(long seq) {
            return new Episode(seq, "", seq);
        }

        private long latest() {
            return ended == NOT_YET ? began : ended;
        }

        private Episode endedBy(long seq) {
            return ended == NOT_YET ? new Episode(began, messageId, seq) : over(seq);
        }

        private boolean answeredBy(long seq) {
            return !messageId.isEmpty() && began < seq && seq <= ended;
        }
    }

    /** Takes what is written down of a telling. What is older than what is known changes nothing. */
    public void learn(DeliveryEntry entry) {
        boolean told = entry.end() == End.DELIVERED || entry.end() == End.SUPERSEDED;
        boolean noStep = entry.reason() == Reason.REPEAT || entry.reason() == Reason.REPLAY;
        if (noStep || (told && !entry.detail().equals(entry.messageId()))) {
            return;
        }
        Key key = new Key(entry.receiver(), entry.identity());
        long seq = entry.seq();
        synchronized (this) {
            Episode known = episodes.get(key);
            if (known != null && seq <= known.latest()) {
                return;
            }
            if (Beginnings.is(entry.reason())) {
                episodes.put(key, Episode.begun(seq, told ? entry.messageId() : ""));
            } else {
                episodes.put(key, known == null ? Episode.over(seq) : known.endedBy(seq));
            }
            if (episodes.size() > capacity) {
                episodes.remove(episodes.keySet().iterator().next());
            }
        }
    }

    /** The parents at this receiver. */
    public Parents at(String receiver) {
        return notification -> CommonParent.of(notification, routed -> parentOf(receiver, routed));
    }

    private synchronized Optional<String> parentOf(String receiver, RoutedAlert routed) {
        return Optional.ofNullable(episodes.get(new Key(receiver, routed.identity())))
                .filter(episode -> episode.answeredBy(routed.seq()))
                .map(Episode::messageId);
    }
}
