package dev.tocsin.history.answer;

import dev.tocsin.history.answer.ReceiverAnswer.Route;
import dev.tocsin.history.answer.StepAnswer.Result;
import dev.tocsin.history.life.Facts.Delivery;
import dev.tocsin.history.life.Facts.Telling;
import dev.tocsin.history.life.Fate;
import dev.tocsin.history.life.Life;
import dev.tocsin.history.life.Progress.Failing;
import dev.tocsin.history.life.Progress.Plan;
import dev.tocsin.history.life.Step;
import dev.tocsin.history.life.Verdict;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells lives.
 *
 * @param policy says whom the route addresses now
 * @param receiver that is asked for, if one is: what concerns others alone is left out
 * @param most steps and places of one alert
 */
public record Answers(Policy policy, Optional<String> receiver, int most) {
    /** The life of one alert. */
    public AlertAnswer of(Life whole) {
        Life life = receiver.map(whole::at).orElse(whole);
        return new AlertAnswer(
                life.identity().toString(),
                life.identity().source(),
                life.identity().fingerprint().toString(),
                life.alert().<Map<String, String>>map(Alert::labels).orElse(Map.of()),
                life.state()
                        .map(state -> new AlertAnswer.State(
                                state.firing(), state.earliestStartsAt(), state.changedAt(), state.lastSeen()))
                        .orElse(null),
                life.beganBefore(),
                Math.max(0, life.steps().size() - most),
                last(life.steps()).stream().map(step -> step(whole, step)).toList(),
                last(life.places()).stream().map(Answers::place).toList(),
                receiver.map(name -> asked(life, name)).orElse(null));
    }

    private <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static StepAnswer step(Life life, Step step) {
        return switch (step) {
            case Step.Accepted accepted ->
                new StepAnswer.Accepted(
                        accepted.at(),
                        accepted.last().at(),
                        accepted.times(),
                        accepted.first().received().alert().status(),
                        accepted.first().received().identity().source(),
                        accepted.first().received().requestId(),
                        verdict(accepted.verdict()));
            case Step.Routed(Telling telling) -> routed(telling);
            case Step.Ended(Delivery delivery) -> ended(life, delivery);
            case Step.PutAside(var rejection) -> new StepAnswer.PutAside(rejection.at(), rejection.reason());
        };
    }

    private static StepAnswer.Verdict verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Told told -> new StepAnswer.Verdict(Result.TOLD, null, null, null, null);
            case Verdict.NotTold(Verdict.Why why) -> new StepAnswer.Verdict(Result.NOT_TOLD, why, null, null, null);
            case Verdict.Rejected(String reason) -> new StepAnswer.Verdict(Result.REJECTED, null, reason, null, null);
            case Verdict.Known(var toldAt, var repeatAfter) ->
                new StepAnswer.Verdict(
                        Result.NOTHING_NEW,
                        null,
                        null,
                        toldAt.orElse(null),
                        repeatAfter.map(Duration::toSeconds).orElse(null));
        };
    }

    private static StepAnswer routed(Telling telling) {
        var routed = telling.routed();
        return new StepAnswer.Routed(
                telling.at(),
                routed.seq(),
                routed.reason(),
                routed.severity(),
                routed.receivers(),
                routed.group().labels(),
                routed.episode(),
                telling.place().text(),
                telling.replay().orElse(null));
    }

    private static StepAnswer ended(Life life, Delivery delivery) {
        var entry = delivery.entry();
        return new StepAnswer.Ended(
                delivery.at(),
                entry.seq(),
                entry.reason(),
                entry.receiver(),
                entry.end(),
                entry.attempts(),
                entry.messageId(),
                entry.detail(),
                entry.place().text(),
                entry.first() == entry.place().offset()
                        ? null
                        : new Place(entry.place().topic(), entry.place().partition(), entry.first()).text(),
                life.replayOf(delivery).orElse(null),
                life.isOfFallback(delivery));
    }

    private static PlaceAnswer place(Life.At at) {
        Telling telling = at.telling();
        return new PlaceAnswer(
                telling.routed().seq(),
                telling.routed().reason(),
                at.receiver(),
                telling.at(),
                telling.place().text(),
                state(at.fate()),
                at.fate() instanceof Fate.Parked(String key, String reason)
                        ? new PlaceAnswer.Parked(key, reason)
                        : null,
                at.fate() instanceof Fate.Waiting waiting
                        ? new PlaceAnswer.Waiting(
                                waiting.before(),
                                waiting.plan().map(Answers::plan).orElse(null),
                                waiting.failing()
                                        .map(failing -> failing(waiting, failing))
                                        .orElse(null))
                        : null);
    }

    private static PlaceAnswer.State state(Fate fate) {
        return switch (fate) {
            case Fate.Ended ended -> PlaceAnswer.State.ENDED;
            case Fate.Parked parked -> PlaceAnswer.State.PARKED;
            case Fate.Waiting waiting -> PlaceAnswer.State.WAITING;
            case Fate.NotServed none -> PlaceAnswer.State.NOT_SERVED;
            case Fate.Passed passed -> PlaceAnswer.State.PASSED;
        };
    }

    private static PlaceAnswer.Plan plan(Plan plan) {
        return new PlaceAnswer.Plan(plan.attempt(), plan.since(), plan.notBefore(), plan.messageId());
    }

    private static PlaceAnswer.Failing failing(Fate.Waiting waiting, Failing failing) {
        LastFailure last = failing.last();
        boolean own = waiting.plan().flatMap(Plan::lastFailure).isPresent();
        return new PlaceAnswer.Failing(
                last.reason(), last.at(), last.since(), failing.batch().text(), own);
    }

    private ReceiverAnswer asked(Life life, String name) {
        long tellings = life.places().stream()
                .filter(at ->
                        at.receiver().equals(name) && at.telling().replay().isEmpty())
                .count();
        Optional<Receiver> known = policy.receiver(name);
        if (known.isEmpty()) {
            return new ReceiverAnswer(
                    name,
                    tellings,
                    Route.UNKNOWN,
                    policy.receivers().stream().map(Receiver::name).toList());
        }
        if (known.get().transport().isEmpty()) {
            return new ReceiverAnswer(name, tellings, Route.MUTE, List.of());
        }
        return life.alert()
                .map(alert -> policy.addresses(alert).receivers().toList())
                .map(all -> new ReceiverAnswer(
                        name,
                        tellings,
                        route(all, name),
                        all.stream().map(To::receiver).toList()))
                .orElseGet(() -> new ReceiverAnswer(name, tellings, Route.LABELS_NOT_KNOWN, List.of()));
    }

    private static Route route(List<To> all, String name) {
        return all.stream()
                .filter(to -> to.receiver().equals(name))
                .findFirst()
                .map(to -> to.sendResolved() ? Route.ADDRESSED : Route.WITHOUT_ENDS)
                .orElse(Route.OTHERS);
    }
}
