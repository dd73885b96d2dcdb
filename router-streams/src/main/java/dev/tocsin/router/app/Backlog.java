package dev.tocsin.router.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How old the oldest record may be that is not routed yet. A partition that is behind is so since it was last seen
 * without a backlog, or since the last record that was read there was appended, whichever is later: never too low, and
 * growing as long as nothing moves. Before the first record is read it counts from the start.
 */
final class Backlog {
    private final Map<Integer, Instant> taken = new HashMap<>();
    private final Map<Integer, Instant> caughtUp = new HashMap<>();
    private Map<Integer, Position> positions = Map.of();

    /**
     * Where a partition is.
     *
     * @param committed the offset up to which it is routed
     * @param end the offset of the next record that will be appended
     * @param readUpTo when the last record that was read was appended
     */
    record Position(long committed, long end, Optional<Instant> readUpTo) {
        boolean behind() {
            return committed < end;
        }
    }

    /** Takes note of where the partitions of this instance are. */
    synchronized void sample(Map<Integer, Position> now, Instant at) {
        positions = Map.copyOf(now);
        taken.keySet().retainAll(now.keySet());
        caughtUp.keySet().retainAll(now.keySet());
        now.forEach((partition, position) -> {
            taken.putIfAbsent(partition, at);
            if (!position.behind()) {
                caughtUp.put(partition, at);
            }
        });
    }

    /** The age of the oldest record that may not be routed; zero when there is none. */
    synchronized Duration age(Instant now) {
        return positions.entrySet().stream()
                .filter(entry -> entry.getValue().behind())
                .map(entry -> Duration.between(since(entry.getKey(), entry.getValue(), now), now))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Instant since(int partition, Position position, Instant now) {
        return Stream.concat(position.readUpTo().stream(), Optional.ofNullable(caughtUp.get(partition)).stream())
                .max(Instant::compareTo)
                .orElseGet(() -> taken.getOrDefault(partition, now));
    }
}
