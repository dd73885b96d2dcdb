package dev.tocsin.history.replay.run;

import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.log.ReplayReader.Waiting;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a plan is to be put in line, what stands there, and what became of it. No more than so many wait at one receiver:
 * what is news waits behind them. Pure; for one thread.
 */
final class ReplayLine {
    private record Spot(String receiver, Place place) {}

    private final int most;
    private final Deque<Plan.Entry> left;
    private final Set<Spot> waiting = new HashSet<>();
    private final Map<String, Integer> perReceiver = new HashMap<>();
    private final long alerts;
    private long written;
    private long told;
    private long givenUp;

    /**
     * A line.
     *
     * @param entries what is to be put there
     * @param already what the same replay has put there before
     * @param most how many may wait at one receiver
     */
    ReplayLine(Collection<Plan.Entry> entries, Collection<Waiting> already, int most) {
        this.left = new ArrayDeque<>(entries);
        this.most = most;
        this.alerts = (long) entries.size() + already.size();
        already.forEach(one -> written(one.receiver(), one.place()));
    }

    /** Takes those that may be put in line now, in their order; each is to be {@link #written}. */
    List<Plan.Entry> next() {
        List<Plan.Entry> taken = new ArrayList<>();
        List<Plan.Entry> kept = new ArrayList<>();
        Map<String, Integer> room = new HashMap<>();
        while (!left.isEmpty() && taken.size() < most) {
            Plan.Entry entry = left.removeFirst();
            int free = room.computeIfAbsent(entry.to(), to -> most - perReceiver.getOrDefault(to, 0));
            if (free > 0) {
                room.put(entry.to(), free - 1);
                taken.add(entry);
            } else {
                kept.add(entry);
            }
        }
        for (int i = kept.size() - 1; i >= 0; i--) {
            left.addFirst(kept.get(i));
        }
        return taken;
    }

    /** It stands in line. */
    void written(String receiver, Place place) {
        if (waiting.add(new Spot(receiver, place))) {
            perReceiver.merge(receiver, 1, Integer::sum);
            written++;
        }
    }

    /** What became of a telling, ours or another's. Repeats change nothing. */
    void ended(DeliveryEntry entry) {
        boolean kept = entry.end() == End.PARKED;
        boolean brought = entry.end() == End.DELIVERED || entry.end() == End.SUPERSEDED;
        if ((kept || brought) && waiting.remove(new Spot(entry.receiver(), entry.place()))) {
            perReceiver.merge(entry.receiver(), -1, Integer::sum);
            told += brought ? 1 : 0;
            givenUp += kept ? 1 : 0;
        }
    }

    /** How far it is. */
    Progress progress() {
        return new Progress(alerts, written, told, givenUp);
    }
}
