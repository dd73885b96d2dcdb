package dev.tocsin.history.audit;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.audit.RouterBooks.Ground;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a source says of a few alerts, and what a router with these rules writes. Some of it may then be taken away. */
final class Source {
    record Accepted(ReceivedAlert received, Place place, Instant at) {}

    record Written(RoutedAlert routed, Place place, Instant at) {}

    private final Policy policy;
    private final Decider decider;
    private final Map<Identity, AlertState> states = new HashMap<>();
    private final List<String> rejected = new ArrayList<>();
    private long read = Long.MAX_VALUE;
    private long offset;
    private long written;
    final List<Accepted> accepted = new ArrayList<>();
    final List<Written> tellings = new ArrayList<>();

    Source(Policy policy) {
        this.policy = policy;
        this.decider = new Decider(policy, DecisionRules.standard());
    }

    static Instant at(long second) {
        return Tellings.NOON.plusSeconds(second);
    }

    static Identity identity(String instance) {
        return new Identity("alertmanager", Fingerprint.of(labels(instance)));
    }

    private static Map<String, String> labels(String instance) {
        return Map.of("alertname", "HostDown", "instance", instance, "severity", "critical");
    }

    Source firing(String instance, long second, long since) {
        return says(instance, second, since, null);
    }

    Source resolved(String instance, long second, long since, long end) {
        return says(instance, second, since, at(end));
    }

    private Source says(String instance, long second, long since, @Nullable Instant end) {
        Alert alert = new Alert(
                end == null ? Status.FIRING : Status.RESOLVED,
                Alert.sorted(labels(instance)),
                Alert.sorted(Map.of()),
                at(since),
                end,
                "");
        ReceivedAlert received =
                new ReceivedAlert(identity(instance), alert, "request-" + second, at(second), "", false);
        Place place = new Place("alerts.received", 1, offset++);
        accepted.add(new Accepted(received, place, at(second)));
        if (place.offset() < read) {
            Instant routedAt = at(second).plusMillis(7);
            switch (decider.decide(states.get(received.identity()), new Incoming(received, at(second)), routedAt)) {
                case Decision.News news -> write(news, routedAt);
                case Decision.Duplicate(AlertState next) -> states.put(next.identity(), next);
                case Decision.Stale stale -> {}
                case Decision.Forgotten forgotten -> throw new IllegalStateException();
                case Decision.NotDue notDue -> throw new IllegalStateException();
            }
        }
        return this;
    }

    private void write(Decision.News news, Instant at) {
        states.put(news.next().identity(), news.next());
        RoutedAlert.of(news, policy)
                .forEach(routed ->
                        tellings.add(new Written(routed, new Place("alerts.critical", 0, 100 + written++), at)));
    }

    /** Its time has come: a week without a word. */
    Source expires(String instance, long second) {
        if (decider.onTime(Objects.requireNonNull(states.get(identity(instance))), at(second))
                instanceof Decision.Expired expired) {
            write(expired, at(second));
            states.remove(identity(instance));
            return this;
        }
        throw new IllegalStateException("not yet");
    }

    /** What was accepted last was rejected. */
    Source rejected() {
        rejected.add(accepted.getLast().place().text());
        tellings.removeIf(
                each -> each.routed().received().equals(accepted.getLast().received()));
        states.remove(accepted.getLast().received().identity());
        return this;
    }

    Source routerStops() {
        read = offset;
        return this;
    }

    /** The books of the time between these seconds, fed and closed. */
    RouterBooks books(long from, long to, boolean nothingBefore) {
        Span span = new Span(at(from), at(to));
        RouterBooks books = new RouterBooks(
                new Ground(span, place -> place.offset() < read, nothingBefore), policy, DecisionRules.standard());
        rejected.forEach(books::rejected);
        states.values().forEach(books::standing);
        tellings.stream()
                .filter(each -> !each.at().isBefore(span.from()))
                .forEach(each -> books.routed(each.routed(), each.place(), each.at()));
        accepted.stream()
                .filter(each -> !each.at().isBefore(span.from()))
                .forEach(each -> books.accepted(each.received(), each.place(), each.at()));
        books.close();
        return books;
    }
}
