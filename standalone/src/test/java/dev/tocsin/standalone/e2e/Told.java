package dev.tocsin.standalone.e2e;

import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.standalone.e2e.Load.Accepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Rocket.Chat was told, read from its messages as a person would.
 *
 * @param firstFiring the place of the first message that tells an alert firing, by alert
 * @param firstResolved the place of the first message that tells its end
 * @param doubled messages that stood there before, word for word, by channel
 */
public record Told(Map<String, Integer> firstFiring, Map<String, Integer> firstResolved, Map<String, Integer> doubled) {
    /** Reads these messages. */
    public static Told of(List<ChatMessage> messages) {
        Told told = new Told(new HashMap<>(), new HashMap<>(), new HashMap<>());
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < messages.size(); place++) {
            ChatMessage message = messages.get(place);
            told.read(message, place);
            if (!seen.add(Telling.words(message))) {
                told.doubled.merge(message.channel(), 1, Integer::sum);
            }
        }
        return told;
    }

    /** How often each state of each alert was told, as in {@code db-1 FIRING}. */
    public static Map<String, Integer> times(List<ChatMessage> messages) {
        Map<String, Integer> times = new TreeMap<>();
        messages.forEach(
                message -> Telling.in(message).forEach(telling -> times.merge(telling.toString(), 1, Integer::sum)));
        return times;
    }

    private void read(ChatMessage message, int place) {
        for (Telling telling : Telling.in(message)) {
            Map<String, Integer> first = switch (telling.state()) {
                case FIRING -> firstFiring;
                case RESOLVED -> firstResolved;
            };
            first.putIfAbsent(telling.id(), place);
        }
    }

    /** Accepted states that nobody was told. */
    public List<String> missing(Map<String, Accepted> accepted) {
        List<String> missing = new ArrayList<>();
        accepted.forEach((id, states) -> {
            if (states.firing() && !firstFiring.containsKey(id)) {
                missing.add(id + " firing");
            }
            if (states.resolved() && !firstResolved.containsKey(id)) {
                missing.add(id + " resolved");
            }
        });
        return missing;
    }

    /** Alerts whose end was told before they were told firing. */
    public List<String> inverted() {
        return firstResolved.entrySet().stream()
                .filter(end -> firstFiring.getOrDefault(end.getKey(), Integer.MAX_VALUE) > end.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
