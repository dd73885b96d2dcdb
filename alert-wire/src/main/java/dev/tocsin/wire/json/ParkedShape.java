package dev.tocsin.wire.json;

import dev.tocsin.model.delivery.ParkedAlert;
import java.time.Instant;

/** A telling that was given up. */
record ParkedShape(Integer v, RoutedShape routed, String receiver, PlaceShape place, String reason, Instant at)
        implements Versioned {

    static ParkedShape of(ParkedAlert parked) {
        return new ParkedShape(
                VERSION,
                RoutedShape.of(parked.routed()),
                parked.receiver(),
                PlaceShape.of(parked.place()),
                parked.reason(),
                parked.at());
    }

    ParkedAlert parked() {
        return new ParkedAlert(
                Shapes.known("routed", routed).routed(),
                Shapes.given("receiver", receiver),
                Shapes.given("place", place).place(),
                Shapes.given("reason", reason),
                Shapes.given("at", at));
    }
}
