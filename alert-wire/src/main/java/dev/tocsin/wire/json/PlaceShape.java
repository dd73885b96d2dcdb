package dev.tocsin.wire.json;

import dev.tocsin.model.delivery.Place;

/** Where a record stands. */
record PlaceShape(String topic, int partition, long offset) {
    static PlaceShape of(Place place) {
        return new PlaceShape(place.topic(), place.partition(), place.offset());
    }

    Place place() {
        return new Place(Shapes.given("topic", topic), partition, offset);
    }
}
