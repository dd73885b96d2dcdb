package dev.tocsin.history.trace;

import dev.tocsin.history.life.Facts;
import dev.tocsin.history.life.Facts.Delivery;
import dev.tocsin.history.life.Facts.Heard;
import dev.tocsin.history.life.Facts.Rejection;
import dev.tocsin.history.life.Facts.Telling;
import dev.tocsin.history.log.Budget;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was found of one alert so far. */
final class Gathered {
    private static final int SMALL = 512;

    private final Identity identity;
    private final Topics topics;
    private final Span span;
    private final Budget budget;
    private final List<Heard> heard = new ArrayList<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> origins = new HashSet<>();
    private final List<Telling> tellings = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    /** Written at least once: the first of equal ones counts. */
    private final Set<DeliveryEntry> seen = new HashSet<>();

    private final Map<String, ParkedAlert> parked = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private Optional<AlertState> state = Optional.empty();

    Gathered(Identity identity, Topics topics, Span span, Budget budget) {
        this.identity = identity;
        this.topics = topics;
        this.span = span;
        this.budget = budget;
    }

    /** A record of {@code alerts.received}, of a severity topic or of {@code deliveries}. */
    void take(ConsumerRecord<byte[], byte[]> next) {
        Place place = new Place(next.topic(), next.partition(), next.offset());
        Instant at = LifeReader.at(next);
        budget.keep(next.value().length);
        if (next.topic().equals(topics.received().name())) {
            origins.add(place.text());
            Heard one = new Heard(topics.received().codec().decode(next.value()), place, at);
            heard.add(one);
            requests.add(one.received().requestId());
        } else if (next.topic().equals(topics.deliveries().name())) {
            DeliveryEntry entry = topics.deliveries().codec().decode(next.value());
            if (seen.add(entry)) {
                deliveries.add(new Delivery(entry, at));
            }
        } else {
            RoutedAlert routed = topics.severity("any").codec().decode(next.value());
            Telling telling = new Telling(routed, place, at, routed.replay().map(Replay::id));
            // What was heard in the window may have been routed behind it.
            if (at.isBefore(span.to())
                    || requests.contains(telling.routed().received().requestId())) {
                tellings.add(telling);
            }
        }
    }

    /** A record of {@code alerts.rejected}, ours or not. */
    void reject(ConsumerRecord<byte[], byte[]> next) {
        String origin = Headers.text(next.headers(), Headers.ORIGIN).orElse("");
        boolean ours = LifeReader.key(next).equals(identity.toString())
                && LifeReader.at(next).isBefore(span.to());
        if (ours || origins.contains(origin)) {
            budget.keep(SMALL);
            rejections.add(new Rejection(
                    origin, Headers.text(next.headers(), Headers.REASON).orElse(""), LifeReader.at(next)));
        }
    }

    /** A record of {@code deliveries.parked}, ours or not; the last under each key counts. */
    void park(ConsumerRecord<byte[], byte[]> next) {
        String key = LifeReader.key(next);
        if (!key.contains("|" + identity + "|")) {
            return;
        }
        parked.remove(key);
        if (next.value() != null) {
            budget.keep(next.value().length);
            parked.put(key, topics.parked().codec().decode(next.value()));
        }
    }

    /** What is known of it now. */
    void state(AlertState now) {
        state = Optional.of(now);
    }

    Facts facts() {
        Set<Place> told = new HashSet<>();
        tellings.forEach(telling -> told.add(telling.place()));
        tellings.sort(Comparator.comparing(Telling::at)
                .thenComparingLong(telling -> telling.routed().seq()));
        return new Facts(
                identity,
                heard,
                tellings,
                deliveries.stream()
                        .filter(each -> each.at().isBefore(span.to()) || isAbout(each.entry(), told))
                        .toList(),
                List.copyOf(parked.values()),
                state,
                rejections);
    }

    private static boolean isAbout(DeliveryEntry entry, Set<Place> told) {
        return entry.end() == End.REPLAYED ? told.stream().anyMatch(entry::isAbout) : told.contains(entry.place());
    }
}
