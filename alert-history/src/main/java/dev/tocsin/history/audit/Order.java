package dev.tocsin.history.audit;

import dev.tocsin.history.audit.Breach.Kind;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether the tellings of each alert were delivered in their order, at each receiver: a bit for each. Only what was late
 * is kept, until it is known of which episode it is, for that stands in no entry.
 */
final class Order {
    /** Numbers that stand in one set of bits. */
    private static final int CHUNK = 1 << 10;

    /**
     * Numbers begin at the broker's clock in milliseconds and rise by one. An alert that was forgotten, a day after its
     * end at the earliest, begins anew, with episode 1.
     */
    private static final long SAME_LIFE = Duration.ofHours(12).toMillis();

    private record Line(String receiver, Identity identity) {}

    /** A telling, and the next later one that was delivered before it. */
    private record Late(DeliveryEntry entry, Instant at, long after) {}

    private record Nth(Identity identity, long seq) {}

    private record Telling(int episode, Reason reason, String alert) {}

    private final Map<Line, NavigableMap<Long, BitSet>> told = new HashMap<>();
    private final List<Late> late = new ArrayList<>();
    private final Set<Nth> wanted = new HashSet<>();
    private final Map<Nth, Telling> tellings = new HashMap<>();

    /** In the order of the topic. Repeats change nothing. */
    void learn(DeliveryEntry entry, Instant at) {
        if (entry.end() != End.DELIVERED) {
            return;
        }
        NavigableMap<Long, BitSet> line =
                told.computeIfAbsent(new Line(entry.receiver(), entry.identity()), _ -> new TreeMap<>());
        long seq = entry.seq();
        BitSet bits = line.computeIfAbsent(Math.floorDiv(seq, (long) CHUNK), _ -> new BitSet());
        int bit = Math.floorMod(seq, CHUNK);
        if (bits.get(bit)) {
            return;
        }
        bits.set(bit);
        // Episodes rise with the numbers: if the next one is of another, all later ones are.
        next(line, seq).ifPresent(after -> {
            late.add(new Late(entry, at, after));
            wanted.add(new Nth(entry.identity(), seq));
            wanted.add(new Nth(entry.identity(), after));
        });
    }

    private static OptionalLong next(NavigableMap<Long, BitSet> line, long seq) {
        long chunk = Math.floorDiv(seq, (long) CHUNK);
        for (Map.Entry<Long, BitSet> each : line.tailMap(chunk, true).entrySet()) {
            int from = each.getKey() == chunk ? Math.floorMod(seq, CHUNK) + 1 : 0;
            int bit = each.getValue().nextSetBit(from);
            if (bit >= 0) {
                return OptionalLong.of(each.getKey() * CHUNK + bit);
            }
        }
        return OptionalLong.empty();
    }

    /** A telling. To be fed when all entries are. */
    void learn(RoutedAlert routed) {
        Nth number = new Nth(routed.identity(), routed.seq());
        if (wanted.contains(number)) {
            tellings.put(
                    number,
                    new Telling(
                            routed.episode(), routed.reason(), routed.alert().name()));
        }
    }

    /** Those that came too late. */
    List<Breach> breaches() {
        return late.stream().flatMap(this::breach).toList();
    }

    private Stream<Breach> breach(Late one) {
        DeliveryEntry entry = one.entry();
        Telling first = tellings.get(new Nth(entry.identity(), entry.seq()));
        Telling second = tellings.get(new Nth(entry.identity(), one.after()));
        boolean same = first != null
                && second != null
                && first.episode() == second.episode()
                && one.after() - entry.seq() < SAME_LIFE;
        if (!same) {
            return Stream.empty();
        }
        return Stream.of(new Breach(
                Kind.OUT_OF_ORDER,
                entry.receiver(),
                Objects.requireNonNull(first).alert(),
                entry.identity(),
                entry.seq(),
                entry.place(),
                one.at(),
                RouterBooks.word(first.reason()) + ", delivered after "
                        + RouterBooks.word(Objects.requireNonNull(second).reason()) + " (" + one.after() + ")"));
    }
}
