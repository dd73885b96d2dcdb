package dev.tocsin.history.replay;

import dev.tocsin.history.fate.Fates;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import java.util.Optional;

/** What became of a telling, and whether it is taken (hazards.md A8). They keep nothing. */
final class Rules {
    private final String id;
    private final Question question;
    private final Policy policy;
    private final Offsets offsets;
    private final Fates fates;

    Rules(String id, Question question, Policy policy, Offsets offsets, Fates fates) {
        this.id = id;
        this.question = question;
        this.policy = policy;
        this.offsets = offsets;
        this.fates = fates;
    }

    /**
     * What a fallback was told stands under its own name. An end counts wherever the offset is: a crash may have come
     * between. Only what is parked is parked again when the receiver comes to it once more.
     */
    Fate fate(String receiver, RoutedAlert routed, Place place) {
        return fates.endOf(receiver, routed.identity(), place)
                .map(end -> switch (end) {
                    case DELIVERED -> Fate.TOLD;
                    case SUPERSEDED -> Fate.SUPERSEDED;
                    case DISCARDED -> Fate.DISCARDED;
                    case REPLAYED -> Fate.REPLAYED;
                    case PARKED -> open(receiver, routed, place, Fate.PARKED, Fate.PARKED);
                })
                .orElseGet(() -> open(receiver, routed, place, Fate.SKIPPED, Fate.NEVER_READ));
    }

    private Fate open(String receiver, RoutedAlert routed, Place place, Fate passed, Fate unread) {
        if (!routed.receivers().contains(receiver)) {
            return Fate.NOT_SENT;
        }
        if (!offsets.knows(receiver)) {
            return unread;
        }
        return offsets.passed(receiver, place) ? passed : Fate.WAITING;
    }

    /** Whether this receiver has it, whoever it was addressed to. */
    boolean isTold(String receiver, RoutedAlert routed, Place place) {
        return switch (fate(receiver, routed, place)) {
            case TOLD, SUPERSEDED, REPLAYED -> true;
            case PARKED, DISCARDED, WAITING, SKIPPED, NEVER_READ, NOT_SENT -> false;
        };
    }

    /** Why a telling that met this fate is left out; nothing when it is taken. */
    Optional<Skip> skip(String receiver, Heard heard, Fate fate, Optional<To> now) {
        return byFate(fate)
                .or(() -> byReplay(receiver, heard))
                .or(() -> byRoute(heard.routed(), now))
                .or(() -> byReceiver(receiver));
    }

    /** A record, and where it stands. */
    record Heard(RoutedAlert routed, Place place) {}

    /**
     * The same replay again tells nothing twice, whatever it takes; nor does another that comes while what the first has
     * written waits for its receiver. What is told elsewhere is told there once.
     */
    private Optional<Skip> byReplay(String receiver, Heard heard) {
        String to = question.elsewhere().orElse(receiver);
        if (fates.isInLine(to, heard.routed().identity(), heard.place())) {
            return Optional.of(Skip.IN_LINE);
        }
        if (fates.isToldBy(id, to, heard.routed().identity(), heard.place())) {
            return Optional.of(Skip.REPLAYED);
        }
        return byFateThere(fate(to, heard.routed(), heard.place()));
    }

    /** What waits where it would be told comes there anyway. */
    private Optional<Skip> byFateThere(Fate there) {
        boolean all = question.mode() == Mode.ALL;
        return switch (there) {
            case WAITING -> Optional.of(Skip.WAITING);
            case TOLD -> all ? Optional.empty() : Optional.of(Skip.TOLD);
            case SUPERSEDED -> all ? Optional.empty() : Optional.of(Skip.SUPERSEDED);
            case REPLAYED -> all ? Optional.empty() : Optional.of(Skip.REPLAYED);
            case DISCARDED, PARKED, SKIPPED, NEVER_READ, NOT_SENT -> Optional.empty();
        };
    }

    private Optional<Skip> byFate(Fate fate) {
        boolean all = question.mode() == Mode.ALL;
        return switch (fate) {
            case TOLD -> all ? Optional.empty() : Optional.of(Skip.TOLD);
            case SUPERSEDED -> all ? Optional.empty() : Optional.of(Skip.SUPERSEDED);
            case REPLAYED -> all ? Optional.empty() : Optional.of(Skip.REPLAYED);
            case DISCARDED -> all ? Optional.empty() : Optional.of(Skip.DISCARDED);
            // It is going to be told, but not elsewhere.
            case WAITING -> all && question.elsewhere().isPresent() ? Optional.empty() : Optional.of(Skip.WAITING);
            case NEVER_READ -> question.mode() == Mode.MISSED ? Optional.of(Skip.NEVER_READ) : Optional.empty();
            case PARKED, SKIPPED, NOT_SENT -> Optional.empty();
        };
    }

    private Optional<Skip> byRoute(RoutedAlert routed, Optional<To> now) {
        if (question.mode() != Mode.AS_ROUTED_NOW) {
            return Optional.empty();
        }
        if (now.isEmpty()) {
            return Optional.of(Skip.NOT_ROUTED);
        }
        return routed.firing() || now.get().sendResolved() ? Optional.empty() : Optional.of(Skip.MUTED);
    }

    private Optional<Skip> byReceiver(String receiver) {
        Optional<Receiver> told = policy.receiver(question.elsewhere().orElse(receiver));
        if (told.isEmpty()) {
            return Optional.of(Skip.RECEIVER_GONE);
        }
        return told.get().transport().isPresent() ? Optional.empty() : Optional.of(Skip.MUTED);
    }
}
