package dev.tocsin.wire.json;

import dev.tocsin.model.delivery.Place;

/** Where a record stands. */
record PlaceShape(String topic, Integer partition, Long offset) {
    static PlaceShape of(Place place) {
        return new PlaceShape(place.topic(), place.partition(), place.offset());
    }

    Place place() {
        return new Place(
                Shapes.given("topic", topic), Shapes.given("partition", partition), Shapes.given("offset", offset));
    }
}
