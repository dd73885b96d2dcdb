package dev.tocsin.history.audit;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which tellings count as superseded without a message that told a later one. As good as none are left at the end. */
final class Superseded {
    private record Line(String receiver, Identity identity) {}

    private final Map<Line, Map<Place, String>> open = new HashMap<>();

    /**
     * It counts as superseded by the message of this entry.
     *
     * @param repeated whether its end was known before
     */
    void learn(DeliveryEntry entry, boolean repeated) {
        Line line = new Line(entry.receiver(), entry.identity());
        Map<Place, String> places = open.getOrDefault(line, Map.of());
        if (!repeated || places.containsKey(entry.place())) {
            open.computeIfAbsent(line, _ -> new HashMap<>()).put(entry.place(), entry.messageId());
        }
    }

    /** The message of this entry has told the alert. It stands behind those that it supersedes. */
    void delivered(DeliveryEntry entry) {
        open.computeIfPresent(new Line(entry.receiver(), entry.identity()), (_, places) -> {
            places.values().removeIf(entry.messageId()::equals);
            return places.isEmpty() ? null : places;
        });
    }

    /** The message that has not told a later state, if this telling waits for one. */
    Optional<String> open(String receiver, Identity identity, Place place) {
        return Optional.ofNullable(
                open.getOrDefault(new Line(receiver, identity), Map.of()).get(place));
    }
}
