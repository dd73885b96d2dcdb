package dev.tocsin.history.replay.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Shared;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.replay.Planner;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.history.replay.log.ReplayReader.Step;
import dev.tocsin.history.replay.log.ReplayReader.Waiting;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.json.Codec;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Feeds one planner. For one thread. */
final class Reading {
    private final LogReader reader;
    private final Topics topics;
    private final Planner planner;
    private final Progress progress;
    private final Shared shared = new Shared();
    /** Whether it was told; if not it was given up. */
    private final Map<Waiting, Boolean> ended = new HashMap<>();

    private final List<Waiting> inLine = new ArrayList<>();
    private long replayed;
    private long unreadable;

    Reading(LogReader reader, Topics topics, Planner planner, Progress progress) {
        this.reader = reader;
        this.topics = topics;
        this.planner = planner;
        this.progress = progress;
    }

    /** How many records of replays were among the tellings. */
    long replayed() {
        return replayed;
    }

    /** How many records could not be read. */
    long unreadable() {
        return unreadable;
    }

    /** What the replay itself has written, and its receivers have not come to. */
    List<Waiting> inLine() {
        return inLine;
    }

    void deliveries(Extent extent) {
        deliveries(extent, entry -> {
            ended(entry);
            planner.delivery(entry);
        });
    }

    /**
     * Of {@code deliveries} only what became of the records of replays. What it says of the tellings themselves is older
     * than that they were parked: a replay may have been given up of what was told before.
     */
    void endings(Extent extent) {
        deliveries(extent, this::ended);
    }

    private void deliveries(Extent extent, Consumer<DeliveryEntry> taker) {
        Codec<DeliveryEntry> codec = topics.deliveries().codec();
        read(Step.DELIVERIES, extent, next -> decoded(codec, next).ifPresent(taker));
    }

    private void ended(DeliveryEntry entry) {
        if (entry.reason() == Reason.REPLAY && entry.end() != End.REPLAYED) {
            // The lane commits a little later.
            boolean told = entry.end() == End.DELIVERED || entry.end() == End.SUPERSEDED;
            Waiting record = new Waiting(shared.text(entry.receiver()), shared.place(entry.place()));
            ended.merge(record, told, Boolean::logicalOr);
        }
    }

    void parked(Extent extent) {
        Codec<ParkedAlert> codec = topics.parked().codec();
        read(Step.PARKED, extent, next -> {
            planner.unparked(key(next));
            if (next.value() != null) {
                decoded(codec, next).ifPresent(planner::parked);
            }
        });
    }

    /**
     * The record of a replay, at a receiver that had not passed it.
     *
     * @param waiting who, and where it stands
     * @param routed what it says
     * @param at when it was appended, by the broker's clock
     */
    record Written(Waiting waiting, RoutedAlert routed, Instant at) {}

    /** The records of replays that their receivers had not passed: there are no more than may wait in line. */
    List<Written> written(Offsets passed, Extent extent) {
        Codec<RoutedAlert> codec = topics.severity("any").codec();
        List<Written> written = new ArrayList<>();
        read(Step.IN_LINE, extent, next -> {
            if (Headers.text(next.headers(), Headers.REPLAY_ID).isPresent()) {
                Place place = new Place(next.topic(), next.partition(), next.offset());
                Instant at = Instant.ofEpochMilli(next.timestamp());
                decoded(codec, next)
                        .ifPresent(routed -> routed.receivers().stream()
                                .filter(receiver -> !passed.passed(receiver, place))
                                .map(receiver -> new Written(new Waiting(receiver, place), routed, at))
                                .forEach(written::add));
            }
        });
        return written;
    }

    /** Such a record, when it is known which of them have ended. */
    void inLine(String id, Written one) {
        RoutedAlert routed = one.routed();
        Boolean told = ended.get(one.waiting());
        if (told == null) {
            planner.inLine(routed);
            if (routed.replay().filter(replay -> replay.id().equals(id)).isPresent()) {
                inLine.add(one.waiting());
            }
        } else if (told) {
            // The entries that say so of what it is about, and the tombstones of that, may be written after this one.
            Retried.told(routed, one.waiting().receiver()).forEach(planner::delivery);
        }
    }

    void tellings(Extent extent) {
        // All severities have one.
        Codec<RoutedAlert> codec = topics.severity("any").codec();
        read(Step.TELLINGS, extent, next -> {
            if (Headers.text(next.headers(), Headers.REPLAY_ID).isPresent()) {
                // It is no telling of its own.
                replayed++;
                return;
            }
            Place place = new Place(next.topic(), next.partition(), next.offset());
            decoded(codec, next).ifPresent(routed -> planner.routed(routed, place));
        });
    }

    void states(Extent extent, Set<Identity> candidates) {
        Codec<AlertState> codec = topics.state().codec();
        Map<String, Identity> wanted =
                candidates.stream().collect(Collectors.toMap(Identity::toString, identity -> identity));
        read(Step.STATES, extent, next -> {
            Identity identity = wanted.get(key(next));
            if (identity == null) {
                return;
            }
            planner.forgotten(identity);
            if (next.value() != null) {
                decoded(codec, next).ifPresent(planner::state);
            }
        });
    }

    private void read(Step step, Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        long all = extent.offsets();
        progress.at(step, 0, all);
        reader.read(extent, taker, done -> progress.at(step, done, all));
    }

    private <V> Optional<V> decoded(Codec<V> codec, ConsumerRecord<byte[], byte[]> next) {
        if (next.value() != null) {
            try {
                return Optional.of(codec.decode(next.value()));
            } catch (UndecodableException _) {
                // Counted.
            }
        }
        unreadable++;
        return Optional.empty();
    }

    private static String key(ConsumerRecord<byte[], byte[]> next) {
        return new String(next.key(), UTF_8);
    }
}
