package dev.tocsin.history.life;

import dev.tocsin.history.life.Facts.Delivery;
import dev.tocsin.history.life.Facts.Telling;
import dev.tocsin.history.life.Verdict.Why;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened to one alert, and where it is now.
 *
 * @param identity the alert
 * @param alert as it was heard of last, if anything of it could be read
 * @param steps in the order of the broker's clock
 * @param places where each telling is now, the oldest telling first
 * @param state what is known of it now
 * @param beganBefore whether what is looked at begins in the middle of an episode
 */
public record Life(
        Identity identity,
        Optional<Alert> alert,
        List<Step> steps,
        List<At> places,
        Optional<AlertState> state,
        boolean beganBefore) {
    /** Copies. */
    public Life {
        steps = List.copyOf(steps);
        places = List.copyOf(places);
    }

    /**
     * Where a telling is at a receiver.
     *
     * @param telling what is told
     * @param receiver to whom
     * @param fate where it is
     */
    public record At(Telling telling, String receiver, Fate fate) {}

    /** Puts it together; what was not told is judged by these rules. */
    public static Life of(Facts facts, Progress progress, Policy policy, DecisionRules rules) {
        List<Judged> judged = new Recollection(facts, progress, policy, rules).judged();
        return new Life(
                facts.identity(),
                latest(facts),
                steps(facts, judged),
                facts.tellings().stream()
                        .flatMap(telling -> telling.routed().receivers().stream()
                                .map(receiver -> new At(telling, receiver, fate(facts, progress, telling, receiver))))
                        .toList(),
                facts.state(),
                beganBefore(facts, judged));
    }

    /** Whether another was told in place of the receiver that was addressed: what happened at its fallback. */
    public boolean isOfFallback(Delivery delivery) {
        if (delivery.entry().end() == End.REPLAYED) {
            // By the routes as of now a replay tells others than those that were addressed.
            return false;
        }
        return tellingOf(delivery)
                .filter(telling ->
                        !telling.routed().receivers().contains(delivery.entry().receiver()))
                .isPresent();
    }

    /** The replay that told this, or was to, if one was and its record is there. */
    public Optional<String> replayOf(Delivery delivery) {
        return delivery.entry().end() == End.REPLAYED
                ? Optional.of(delivery.entry().detail())
                : tellingOf(delivery).flatMap(Telling::replay);
    }

    private boolean addresses(Delivery delivery, String receiver) {
        return tellingOf(delivery)
                .filter(telling -> telling.routed().receivers().contains(receiver))
                .isPresent();
    }

    private Optional<Telling> tellingOf(Delivery delivery) {
        return steps.stream()
                .filter(Step.Routed.class::isInstance)
                .map(step -> ((Step.Routed) step).telling())
                .filter(delivery::isOf)
                .findFirst();
    }

    /** What concerns this receiver, and what was accepted. */
    public Life at(String receiver) {
        return new Life(
                identity,
                alert,
                steps.stream()
                        .filter(step -> switch (step) {
                            case Step.Accepted any -> true;
                            case Step.PutAside any -> true;
                            case Step.Routed(Telling telling) ->
                                telling.routed().receivers().contains(receiver);
                            case Step.Ended(Delivery delivery) ->
                                delivery.entry().receiver().equals(receiver)
                                        || (isOfFallback(delivery) && addresses(delivery, receiver));
                        })
                        .toList(),
                places.stream().filter(at -> at.receiver().equals(receiver)).toList(),
                state,
                beganBefore);
    }

    private static Optional<Alert> latest(Facts facts) {
        return facts.state()
                .map(AlertState::alert)
                .or(() -> facts.heard().isEmpty()
                        ? Optional.empty()
                        : Optional.of(facts.heard().getLast().received().alert()))
                .or(() -> facts.tellings().isEmpty()
                        ? Optional.empty()
                        : Optional.of(facts.tellings().getLast().routed().alert()));
    }

    private static boolean beganBefore(Facts facts, List<Judged> judged) {
        Optional<RoutedAlert> first = facts.tellings().stream()
                .filter(telling -> telling.replay().isEmpty())
                .map(Telling::routed)
                .min(Comparator.comparingLong(RoutedAlert::seq));
        boolean told = first.map(RoutedAlert::reason)
                .filter(reason -> reason != Reason.FIRING)
                .isPresent();
        return told
                || judged.stream()
                        .anyMatch(each ->
                                each.verdict() instanceof Verdict.NotTold(Why why) && why == Why.BEFORE_THE_WINDOW)
                || (first.isEmpty() && judged.stream().anyMatch(each -> each.verdict() instanceof Verdict.Known));
    }

    private static List<Step> steps(Facts facts, List<Judged> judged) {
        Stream<Step> accepted =
                judged.stream().map(each -> new Step.Accepted(each.heard(), each.heard(), 1, each.verdict()));
        Stream<Step> putAside = facts.rejections().stream()
                .filter(rejection -> facts.heard().stream().noneMatch(heard -> rejection.isOf(heard.place())))
                .map(Step.PutAside::new);
        Stream<Step> rest = Stream.concat(
                facts.tellings().stream().map(Step.Routed::new),
                facts.deliveries().stream().map(Step.Ended::new));
        // Stable: of the same millisecond what is accepted comes before what is routed, and that before what is told.
        return joined(Stream.of(accepted, putAside, rest)
                .flatMap(part -> part)
                .sorted(Comparator.comparing(Step::at))
                .toList());
    }

    /** A source that repeats itself all night is one line. */
    private static List<Step> joined(List<Step> steps) {
        List<Step> joined = new ArrayList<>();
        for (Step step : steps) {
            if (!joined.isEmpty()
                    && joined.getLast() instanceof Step.Accepted before
                    && step instanceof Step.Accepted next
                    && isSame(before, next)) {
                joined.set(
                        joined.size() - 1,
                        new Step.Accepted(before.first(), next.last(), before.times() + 1, before.verdict()));
            } else {
                joined.add(step);
            }
        }
        return joined;
    }

    private static boolean isSame(Step.Accepted a, Step.Accepted b) {
        return a.verdict().equals(b.verdict())
                && a.first().received().alert().status()
                        == b.first().received().alert().status();
    }

    private static Fate fate(Facts facts, Progress progress, Telling telling, String receiver) {
        Optional<Fate> parked = facts.parked().stream()
                .filter(each -> each.receiver().equals(receiver) && isOf(each, telling))
                .<Fate>map(each -> new Fate.Parked(each.key(), each.reason()))
                .findFirst();
        Optional<Fate> ended = facts.deliveries().stream()
                .filter(delivery -> delivery.entry().receiver().equals(receiver) && delivery.isOf(telling))
                .max(Comparator.comparing(Delivery::at))
                .map(last -> new Fate.Ended(last.entry()));
        return parked.or(() -> ended).orElseGet(() -> underWay(progress, telling, receiver));
    }

    /** What a replay tells again has the number of what it tells, and its key when it is given up. */
    private static boolean isOf(ParkedAlert parked, Telling telling) {
        boolean again = parked.routed().replay().isPresent() || telling.replay().isPresent();
        return again
                ? parked.place().equals(telling.place())
                : parked.routed().seq() == telling.routed().seq();
    }

    private static Fate underWay(Progress progress, Telling telling, String receiver) {
        long offset = telling.place().offset();
        return progress.lane(receiver, telling.place())
                .<Fate>map(lane -> offset < lane.next().offset()
                        ? new Fate.Passed()
                        : new Fate.Waiting(
                                lane.plan().filter(plan -> offset < plan.end()),
                                offset - lane.next().offset(),
                                progress.failing(receiver, lane)))
                .orElseGet(Fate.NotServed::new);
    }
}
