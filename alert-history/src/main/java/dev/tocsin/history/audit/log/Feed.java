package dev.tocsin.history.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.history.audit.ReceiverBooks;
import dev.tocsin.history.audit.RouterBooks;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.json.Codec;
import dev.tocsin.wire.json.UndecodableException;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes what is read, enters it into the books, and counts what can't be decoded. */
final class Feed {
    private static final int EXAMPLES = 20;

    private final LogReader reader;
    private final Topics topics;
    private final Codec<RoutedAlert> routed;
    private final SortedSet<String> examples = new TreeSet<>();
    private long unreadable;
    private long replayed;

    Feed(LogReader reader, Topics topics) {
        this.reader = reader;
        this.topics = topics;
        // All severities have one.
        this.routed = topics.severity("any").codec();
    }

    /** What the router is judged by. */
    record Heard(Extent states, Extent tellings, Extent accepted) {}

    void rejected(Extent extent, RouterBooks books) {
        read(extent, next -> Headers.text(next.headers(), Headers.ORIGIN).ifPresent(books::rejected));
    }

    void parked(Extent extent, ReceiverBooks books) {
        Codec<ParkedAlert> codec = topics.parked().codec();
        read(extent, next -> {
            books.unparked(key(next));
            if (next.value() != null) {
                decoded(codec, next).ifPresentOrElse(books::parked, () -> unreadable(next));
            }
        });
    }

    void deliveries(Extent extent, ReceiverBooks books) {
        Codec<DeliveryEntry> codec = topics.deliveries().codec();
        read(
                extent,
                next -> decoded(codec, next)
                        .ifPresentOrElse(entry -> books.delivery(entry, at(next)), () -> unreadable(next)));
    }

    void deliveriesAgain(Extent extent, ReceiverBooks books) {
        Codec<DeliveryEntry> codec = topics.deliveries().codec();
        read(extent, next -> decoded(codec, next).ifPresent(entry -> books.deliveryAgain(entry, at(next))));
    }

    /** Those of the window, for the receivers. */
    void tellings(Extent extent, ReceiverBooks books) {
        read(extent, next -> {
            Place place = place(next);
            boolean counted = books.counts(place);
            if (isReplayed(next)) {
                replayed += counted ? 1 : 0;
                books.excused(place);
                return;
            }
            if (counted) {
                decoded(routed, next).ifPresentOrElse(telling -> books.routed(telling, place, at(next)), () -> {
                    unreadable(next);
                    books.excused(place);
                });
            }
        });
    }

    /** What concerns these alerts, for the router. */
    void router(Heard heard, Predicate<String> keys, RouterBooks books) {
        Codec<AlertState> states = topics.state().codec();
        read(heard.states(), next -> {
            if (keys.test(key(next))) {
                forgotten(next, books);
                decoded(states, next).ifPresent(books::standing);
            }
        });
        read(heard.tellings(), next -> {
            if (!isReplayed(next)) {
                decoded(routed, next)
                        .filter(telling -> keys.test(telling.identity().toString()))
                        .ifPresent(telling -> books.routed(telling, place(next), at(next)));
            }
        });
        Codec<ReceivedAlert> received = topics.received().codec();
        read(heard.accepted(), next -> {
            if (keys.test(key(next))) {
                decoded(received, next)
                        .ifPresentOrElse(
                                alert -> books.accepted(alert, place(next), at(next)), () -> notReceived(next, books));
            }
        });
    }

    private static void forgotten(ConsumerRecord<byte[], byte[]> next, RouterBooks books) {
        try {
            books.forgotten(Identity.parse(key(next)));
        } catch (IllegalArgumentException _) {
            // Nothing that stands under such a key is an alert.
        }
    }

    private void notReceived(ConsumerRecord<byte[], byte[]> next, RouterBooks books) {
        if (!books.unreadable(place(next), at(next))) {
            unreadable(next);
        }
    }

    private void read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        reader.read(extent, taker, _ -> {});
    }

    private static <V> Optional<V> decoded(Codec<V> codec, ConsumerRecord<byte[], byte[]> next) {
        if (next.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(next.value()));
        } catch (UndecodableException _) {
            return Optional.empty();
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> next) {
        unreadable++;
        if (examples.size() < EXAMPLES) {
            examples.add(place(next).text());
        }
    }

    long unreadable() {
        return unreadable;
    }

    /** Where some of those stand. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    long replayed() {
        return replayed;
    }

    private static boolean isReplayed(ConsumerRecord<byte[], byte[]> next) {
        return Headers.text(next.headers(), Headers.REPLAY_ID).isPresent();
    }

    private static Place place(ConsumerRecord<byte[], byte[]> next) {
        return new Place(next.topic(), next.partition(), next.offset());
    }

    private static Instant at(ConsumerRecord<byte[], byte[]> next) {
        return Instant.ofEpochMilli(next.timestamp());
    }

    private static String key(ConsumerRecord<byte[], byte[]> next) {
        return next.key() == null ? "" : new String(next.key(), UTF_8);
    }
}
