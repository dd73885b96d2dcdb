package dev.tocsin.wire.json;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Stretch;
import java.time.Instant;
import java.util.List;

/** What a replay says of an alert. */
record ReplayShape(
        String id,
        List<PastShape> history,
        Long leftOut,
        PresentShape present,
        List<StretchShape> covers,
        List<Long> parked) {

    /** One telling of the past. */
    record PastShape(String reason, Instant at, Boolean missed) {
        private Past past() {
            return new Past(
                    Shapes.constant(Reason.class, "reason", reason),
                    Shapes.given("at", at),
                    Shapes.given("missed", missed));
        }
    }

    /** How the alert was. */
    record PresentShape(String state, Instant since, Long seq, Instant asOf) {
        private Present present() {
            return new Present(
                    Shapes.constant(Present.State.class, "state", state),
                    Shapes.given("since", since),
                    Shapes.given("seq", seq),
                    Shapes.given("asOf", asOf));
        }
    }

    /** Tellings in one partition. */
    record StretchShape(String topic, Integer partition, Long first, Long last, Long seq) {
        private Stretch stretch() {
            return new Stretch(
                    Shapes.given("topic", topic),
                    Shapes.given("partition", partition),
                    Shapes.given("first", first),
                    Shapes.given("last", last),
                    Shapes.given("seq", seq));
        }
    }

    static ReplayShape of(Replay replay) {
        Present present = replay.present();
        return new ReplayShape(
                replay.id(),
                replay.history().stream()
                        .map(past -> new PastShape(Shapes.word(past.reason()), past.at(), past.missed()))
                        .toList(),
                replay.leftOut(),
                new PresentShape(Shapes.word(present.state()), present.since(), present.seq(), present.asOf()),
                replay.covers().stream()
                        .map(stretch -> new StretchShape(
                                stretch.topic(), stretch.partition(), stretch.first(), stretch.last(), stretch.seq()))
                        .toList(),
                replay.parked());
    }

    Replay replay() {
        return new Replay(
                Shapes.given("id", id),
                Shapes.given("history", history).stream().map(PastShape::past).toList(),
                Shapes.given("leftOut", leftOut),
                Shapes.given("present", present).present(),
                Shapes.given("covers", covers).stream()
                        .map(StretchShape::stretch)
                        .toList(),
                Shapes.given("parked", parked));
    }
}
