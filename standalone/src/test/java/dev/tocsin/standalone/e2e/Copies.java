package dev.tocsin.standalone.e2e;

import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.RecordedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages that stand in a channel more than once, word for word, and why: the answer to the one before was lost, or the
 * notifier was killed between the two. A third reason there is not.
 *
 * @param byFault those of an answer that was lost
 * @param byKill how many by channel and kill
 * @param unexplained all others
 */
record Copies(List<String> byFault, Map<String, Integer> byKill, List<String> unexplained) {

    /**
     * Looks for copies.
     *
     * @param requests what the simulator was asked
     * @param kills when the notifier was gone, in order
     */
    static Copies of(List<ChatMessage> messages, List<RecordedRequest> requests, List<Instant> kills) {
        Copies copies = new Copies(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        for (List<RecordedRequest> posts : postsOfSameWords(messages, requests)) {
            for (int i = 1; i < posts.size(); i++) {
                copies.add(posts.get(i - 1), posts.get(i), kills);
            }
        }
        return copies;
    }

    private static Collection<List<RecordedRequest>> postsOfSameWords(
            List<ChatMessage> messages, List<RecordedRequest> requests) {
        Map<String, RecordedRequest> byMessage = new HashMap<>();
        requests.forEach(request -> request.stored().forEach(id -> byMessage.put(id, request)));
        Map<String, List<RecordedRequest>> byWords = new LinkedHashMap<>();
        messages.forEach(message -> byWords.computeIfAbsent(Telling.words(message), any -> new ArrayList<>())
                .add(byMessage.get(message.id())));
        return byWords.values();
    }

    private void add(RecordedRequest before, RecordedRequest again, List<Instant> kills) {
        Optional<Instant> kill = killBetween(kills, before.at(), again.at());
        String copy = before + " and again " + again;
        if (!before.fault().isEmpty()) {
            byFault.add(copy);
        } else if (kill.isPresent()) {
            byKill.merge(before.path() + " at " + kill.get(), 1, Integer::sum);
        } else {
            unexplained.add(copy);
        }
    }

    private static Optional<Instant> killBetween(List<Instant> kills, Instant from, Instant to) {
        return kills.stream()
                .filter(kill -> !kill.isBefore(from) && !kill.isAfter(to))
                .findFirst();
    }

    /** The messages without their copies. */
    static List<ChatMessage> without(List<ChatMessage> messages) {
        Map<String, ChatMessage> first = new LinkedHashMap<>();
        messages.forEach(message -> first.putIfAbsent(Telling.words(message), message));
        return List.copyOf(first.values());
    }

    /** States that more than one of these messages tells, with the ids of the messages. */
    static Map<Telling, List<String>> toldTwice(List<ChatMessage> messages) {
        Map<Telling, List<String>> tellers = new HashMap<>();
        messages.forEach(message -> Telling.in(message)
                .forEach(telling -> tellers.computeIfAbsent(telling, any -> new ArrayList<>())
                        .add(message.id())));
        tellers.values().removeIf(ids -> ids.size() == 1);
        return tellers;
    }
}
