package dev.tocsin.wire.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a section may have.
 *
 * @param known what this version carries out
 * @param refused other keys that people bring along, and what to do instead
 */
record Words(List<String> known, Map<String, String> refused) {
    Words {
        known = List.copyOf(known);
        refused = Map.copyOf(refused);
    }

    static Words of(String... known) {
        return new Words(List.of(known), Map.of());
    }

    Words refusing(Map<String, String> words) {
        return new Words(known, words);
    }

    /** What is wrong with this key, if anything. */
    Optional<String> objection(String key) {
        if (known.contains(key)) {
            return Optional.empty();
        }
        String sentence = refused.get(key);
        if (sentence != null) {
            return Optional.of(sentence);
        }
        return Optional.of("unknown key; "
                + Closest.to(key, known)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("known here: " + String.join(", ", known)));
    }
}
