package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.delivery.Phase.Recording;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is written down about a batch that has ended. */
final class Endings {
    private static final String RETENTION = "retention";
    private static final String EXPIRED = "expired";
    /** Follows either: the receiver can't be asked any more, and whoever tells it again ought to know. */
    private static final String MAYBE_TOLD = ", and an attempt without an answer may have told it";

    private Endings() {}

    /**
     * The end of what has waited for too long: for Kafka, which deletes it, or for its receiver, which wants it no more. It
     * needs no slot, for its lane may never get one.
     */
    static Optional<Recording> tooOld(
            Phase phase, LaneBuffer buffer, LaneSettings settings, MessageIds ids, Instant now) {
        return parked(new Limit(now.minus(settings.maxAge()), RETENTION), phase, buffer, ids, now)
                .or(() -> settings.giveUpAfter()
                        .flatMap(after -> parked(new Limit(now.minus(after), EXPIRED), phase, buffer, ids, now)));
    }

    /** What was appended before this is parked, and why. */
    private record Limit(Instant at, String why) {}

    private static Optional<Recording> parked(
            Limit tooOld, Phase phase, LaneBuffer buffer, MessageIds ids, Instant now) {
        if (phase instanceof Phase.Waiting waiting) {
            if (waiting.batch().getLast().appendedAt().isBefore(tooOld.at())) {
                String why = tooOld.why() + (waiting.plan().fate() == Fate.UNKNOWN ? MAYBE_TOLD : "");
                return Optional.of(new Recording(waiting.plan(), waiting.batch(), End.PARKED, why, now));
            }
            boolean some = waiting.batch().getFirst().appendedAt().isBefore(tooOld.at());
            if (!some || waiting.plan().fate() == Fate.UNKNOWN) {
                return Optional.empty();
            }
            // Nobody has been told of the batch, so it may end in parts: one that grows while it waits would never be
            // old.
            buffer.putBack(waiting.batch());
            return parkedInFront(tooOld, buffer, ids, now);
        }
        return phase instanceof Phase.Gathering ? parkedInFront(tooOld, buffer, ids, now) : Optional.empty();
    }

    private static Optional<Recording> parkedInFront(Limit tooOld, LaneBuffer buffer, MessageIds ids, Instant now) {
        List<LaneRecord> old = buffer.takeOlder(tooOld.at());
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recording(Plan.of(old, ids, now), old, End.PARKED, tooOld.why(), now));
    }

    /** All that is to be kept of how a batch ended. */
    static Action.WriteDown writtenDown(Lane lane, Recording ending) {
        LaneKey key = lane.key();
        return new Action.WriteDown(lane, entries(key, ending), parked(key, ending), unparked(key, ending));
    }

    /**
     * One entry per record: of a delivered alert the last state was delivered, the ones before it superseded. What a replay
     * told has one more for each stretch that it covers: whoever asks later what was missed finds it told.
     */
    private static List<DeliveryEntry> entries(LaneKey lane, Recording ending) {
        Set<Long> superseded = superseded(ending.batch());
        return ending.batch().stream()
                .flatMap(waiting -> Stream.concat(
                        Stream.of(entry(lane, ending, waiting, endOf(ending, waiting, superseded))),
                        replayed(lane, ending, waiting)))
                .toList();
    }

    private static Stream<DeliveryEntry> replayed(LaneKey lane, Recording ending, LaneRecord waiting) {
        RoutedAlert routed = waiting.routed();
        return told(ending, waiting).stream()
                .flatMap(replay -> replay.covers().stream()
                        .map(stretch -> new DeliveryEntry(
                                routed.identity(),
                                stretch.seq(),
                                Reason.REPLAY,
                                lane.receiver(),
                                new Place(stretch.topic(), stretch.partition(), stretch.last()),
                                stretch.first(),
                                End.REPLAYED,
                                ending.plan().attempt(),
                                ending.plan().messageId(),
                                replay.id(),
                                routed.received().receivedAt(),
                                ending.at())));
    }

    /** What of it was told again, if anything was. */
    private static Optional<Replay> told(Recording ending, LaneRecord waiting) {
        return waiting.routed().replay().filter(replay -> ending.end() == End.DELIVERED);
    }

    /** The keys under which nothing stands parked any more, now that a replay has told it. */
    private static List<String> unparked(LaneKey lane, Recording ending) {
        return ending.batch().stream()
                .flatMap(waiting -> told(ending, waiting).stream()
                        .flatMap(replay -> replay.parked().stream())
                        .map(seq -> ParkedAlert.key(
                                lane.receiver(), waiting.routed().identity(), seq)))
                .toList();
    }

    /** What goes to the parked ones. */
    private static List<ParkedAlert> parked(LaneKey lane, Recording ending) {
        if (ending.end() != End.PARKED) {
            return List.of();
        }
        return ending.batch().stream()
                .map(waiting -> new ParkedAlert(
                        waiting.routed(), lane.receiver(), place(lane, waiting), ending.detail(), ending.at()))
                .toList();
    }

    /** How the lane's totals move. */
    static Totals totals(Recording ending) {
        Set<Long> superseded = superseded(ending.batch());
        Totals sum = Totals.NONE;
        for (LaneRecord waiting : ending.batch()) {
            sum = sum.plus(
                    switch (endOf(ending, waiting, superseded)) {
                        case DELIVERED -> new Totals(1, 0, 0);
                        case SUPERSEDED -> new Totals(0, 1, 0);
                        case PARKED -> new Totals(0, 0, 1);
                        case DISCARDED, REPLAYED -> Totals.NONE;
                    });
        }
        return sum;
    }

    /** The offsets of those whose line in the message says something later. */
    private static Set<Long> superseded(List<LaneRecord> batch) {
        Map<Object, Long> last = new HashMap<>();
        Set<Long> superseded = new HashSet<>();
        for (LaneRecord waiting : batch) {
            Long before = last.put(line(waiting.routed()), waiting.offset());
            if (before != null) {
                superseded.add(before);
            }
        }
        return superseded;
    }

    /** What a message has one line for. */
    private static Object line(RoutedAlert routed) {
        return List.of(routed.group(), Notification.subject(routed));
    }

    private static End endOf(Recording ending, LaneRecord waiting, Set<Long> superseded) {
        boolean isLast = !superseded.contains(waiting.offset());
        return ending.end() == End.DELIVERED && !isLast ? End.SUPERSEDED : ending.end();
    }

    private static DeliveryEntry entry(LaneKey lane, Recording ending, LaneRecord waiting, End end) {
        RoutedAlert routed = waiting.routed();
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                lane.receiver(),
                place(lane, waiting),
                end,
                ending.plan().attempt(),
                ending.plan().messageId(),
                ending.detail(),
                routed.received().receivedAt(),
                ending.at());
    }

    private static Place place(LaneKey lane, LaneRecord waiting) {
        return new Place(lane.topic(), lane.partition(), waiting.offset());
    }
}
