package dev.tocsin.history.life;

import dev.tocsin.history.Tellings;
import dev.tocsin.history.life.Facts.Delivery;
import dev.tocsin.history.life.Facts.Heard;
import dev.tocsin.history.life.Facts.Rejection;
import dev.tocsin.history.life.Facts.Telling;
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
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One alert as a router with these rules would have handled it; what the topics hold of that may then be looked at. */
final class Script {
    private static final Map<String, String> LABELS =
            Map.of("alertname", "HostDown", "instance", "db-1", "severity", "critical");
    static final Identity IDENTITY = new Identity("alertmanager", Fingerprint.of(LABELS));

    private final Policy policy;
    private final Decider decider;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Telling> tellings = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<ParkedAlert> parked = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<String, List<Progress.Lane>> lanes = new HashMap<>();
    private @Nullable AlertState state;
    private long readUpTo = Long.MAX_VALUE;
    private long offset;
    private long toldOffset;

    Script(Policy policy) {
        this.policy = policy;
        this.decider = new Decider(policy, DecisionRules.standard());
    }

    static Instant at(long seconds) {
        return Tellings.NOON.plusSeconds(seconds);
    }

    /** At this second the source says that it fires since then. */
    Script firing(long second, long since) {
        return hear(
                second, new Alert(Status.FIRING, Alert.sorted(LABELS), Alert.sorted(Map.of()), at(since), null, ""));
    }

    /** At this second the source says that it has ended then. */
    Script resolved(long second, long since, long end) {
        return hear(
                second,
                new Alert(Status.RESOLVED, Alert.sorted(LABELS), Alert.sorted(Map.of()), at(since), at(end), ""));
    }

    private Script hear(long second, Alert alert) {
        ReceivedAlert received = new ReceivedAlert(IDENTITY, alert, "request-" + offset, at(second), "", false);
        Heard next = new Heard(received, new Place("alerts.received", 1, offset), at(second));
        heard.add(next);
        offset++;
        if (next.place().offset() >= readUpTo) {
            return this;
        }
        Instant routedAt = at(second).plusMillis(7);
        switch (decider.decide(state, new Incoming(received, at(second)), routedAt)) {
            case Decision.News news -> tell(news, routedAt);
            case Decision.Duplicate(AlertState known) -> state = known;
            case Decision.Stale stale -> {}
            case Decision.Forgotten forgotten -> throw new IllegalStateException();
            case Decision.NotDue notDue -> throw new IllegalStateException();
        }
        return this;
    }

    private void tell(Decision.News news, Instant routedAt) {
        state = news.next();
        for (RoutedAlert routed : RoutedAlert.of(news, policy)) {
            tellings.add(new Telling(
                    routed, new Place("alerts.critical", 0, 100 + toldOffset++), routedAt, Optional.empty()));
        }
    }

    /** The router stops here. */
    Script routerStops() {
        readUpTo = offset;
        return this;
    }

    /** What was heard last is rejected instead of routed. */
    Script rejected(String reason) {
        rejections.add(new Rejection(
                heard.getLast().place().text(), reason, heard.getLast().at()));
        tellings.clear();
        state = null;
        return this;
    }

    /** The last telling ends at this receiver. */
    Script ended(String receiver, End end, long second) {
        Telling last = tellings.getLast();
        deliveries.add(new Delivery(
                new DeliveryEntry(
                        IDENTITY,
                        last.routed().seq(),
                        last.routed().reason(),
                        receiver,
                        last.place(),
                        end,
                        2,
                        "message",
                        "detail",
                        last.routed().received().receivedAt(),
                        at(second)),
                at(second)));
        return this;
    }

    /** At this second a replay puts all tellings so far in line for this receiver. */
    Script again(String replay, String receiver, long second) {
        RoutedAlert last = tellings.getLast().routed();
        Place to = tellings.getLast().place();
        Stretch all = new Stretch(
                to.topic(), to.partition(), tellings.getFirst().place().offset(), to.offset(), last.seq());
        Replay what = new Replay(
                replay,
                List.of(new Past(last.reason(), last.routedAt(), true)),
                0,
                new Present(Present.State.FIRING, last.since(), last.seq(), at(second)),
                List.of(all),
                List.of(last.seq()));
        tellings.add(new Telling(
                last.again(receiver, what, at(second)),
                new Place(to.topic(), to.partition(), 100 + toldOffset++),
                at(second),
                Optional.of(replay)));
        return this;
    }

    /** The last telling, which is a replay's, is told at this receiver. */
    Script toldAgain(String receiver, long second) {
        Telling last = tellings.getLast();
        Replay what = last.routed().replay().orElseThrow();
        parked.clear();
        ended(receiver, End.DELIVERED, second);
        for (Stretch stretch : what.covers()) {
            deliveries.add(new Delivery(
                    new DeliveryEntry(
                            IDENTITY,
                            stretch.seq(),
                            Reason.REPLAY,
                            receiver,
                            new Place(stretch.topic(), stretch.partition(), stretch.last()),
                            stretch.first(),
                            End.REPLAYED,
                            2,
                            "message",
                            what.id(),
                            last.routed().received().receivedAt(),
                            at(second)),
                    at(second)));
        }
        return this;
    }

    /** The last telling stands parked for this receiver. */
    Script parkedAt(String receiver, long second) {
        Telling last = tellings.getLast();
        parked.add(new ParkedAlert(last.routed(), receiver, last.place(), "400 no", at(second)));
        return ended(receiver, End.PARKED, second);
    }

    /** The receiver stands so many records before the last telling. */
    Script stands(String receiver, long before, @Nullable Integer attempt) {
        return stands(receiver, before, attempt, null);
    }

    /** The same, and this is what the receiver said last. */
    Script stands(String receiver, long before, @Nullable Integer attempt, @Nullable LastFailure failed) {
        Place last = tellings.getLast().place();
        Optional<Progress.Plan> plan = Optional.ofNullable(attempt)
                .map(number -> new Progress.Plan(
                        last.offset() + 1, number, at(1), at(90), "message", Optional.ofNullable(failed)));
        List<Progress.Lane> there = lanes.computeIfAbsent(receiver, any -> new ArrayList<>());
        there.removeIf(lane -> lane.next().partition() == last.partition());
        there.add(new Progress.Lane(new Place(last.topic(), last.partition(), last.offset() - before), plan));
        return this;
    }

    /** In another partition the receiver said this last. */
    Script failsElsewhere(String receiver, int partition, LastFailure failed) {
        Place last = tellings.getLast().place();
        Progress.Plan plan = new Progress.Plan(9, 4, at(1), at(90), "another", Optional.of(failed));
        lanes.computeIfAbsent(receiver, any -> new ArrayList<>())
                .add(new Progress.Lane(new Place(last.topic(), partition, 5), Optional.of(plan)));
        return this;
    }

    /** All that is there. */
    Facts facts() {
        return facts(Duration.ZERO);
    }

    /** What is there from this long after noon on. */
    Facts facts(Duration from) {
        Instant begin = Tellings.NOON.plus(from);
        return new Facts(
                IDENTITY,
                heard.stream().filter(each -> !each.at().isBefore(begin)).toList(),
                tellings.stream().filter(each -> !each.at().isBefore(begin)).toList(),
                deliveries.stream().filter(each -> !each.at().isBefore(begin)).toList(),
                parked,
                Optional.ofNullable(state),
                rejections);
    }

    Progress progress() {
        return new Progress(Map.of(1, readUpTo), lanes);
    }

    Life life(Duration from) {
        return Life.of(facts(from), progress(), policy, DecisionRules.standard());
    }

    Life life() {
        return life(Duration.ZERO);
    }
}
