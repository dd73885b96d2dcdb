package dev.tocsin.wire.json;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Place;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one telling at one receiver. */
record DeliveryShape(
        Integer v,
        String identity,
        Long seq,
        String reason,
        String receiver,
        PlaceShape place,
        @Nullable Long first,
        String end,
        Integer attempts,
        String messageId,
        String detail,
        Instant receivedAt,
        Instant at)
        implements Versioned {

    static DeliveryShape of(DeliveryEntry entry) {
        return new DeliveryShape(
                VERSION,
                entry.identity().toString(),
                entry.seq(),
                Shapes.word(entry.reason()),
                entry.receiver(),
                PlaceShape.of(entry.place()),
                entry.first() == entry.place().offset() ? null : entry.first(),
                Shapes.word(entry.end()),
                entry.attempts(),
                entry.messageId(),
                entry.detail(),
                entry.receivedAt(),
                entry.at());
    }

    DeliveryEntry entry() {
        Place told = Shapes.given("place", place).place();
        return new DeliveryEntry(
                Identity.parse(Shapes.given("identity", identity)),
                Shapes.given("seq", seq),
                Shapes.constant(Reason.class, "reason", reason),
                Shapes.given("receiver", receiver),
                told,
                Objects.requireNonNullElse(first, told.offset()),
                Shapes.constant(DeliveryEntry.End.class, "end", end),
                Shapes.given("attempts", attempts),
                Shapes.given("messageId", messageId),
                Shapes.given("detail", detail),
                Shapes.given("receivedAt", receivedAt),
                Shapes.given("at", at));
    }
}
