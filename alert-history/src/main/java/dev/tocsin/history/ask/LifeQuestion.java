package dev.tocsin.history.ask;

import dev.tocsin.history.life.Question;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose life is asked for, and which part of it.
 *
 * @param text a fingerprint, labels or the id of a request
 * @param from the first moment that is looked at
 * @param to the moment behind the last; empty for now
 * @param receiver whose part is asked for, if it is that of one
 */
public record LifeQuestion(String text, Instant from, Optional<Instant> to, Optional<String> receiver) {
    /** Whose. Throws {@link IllegalArgumentException} with a sentence that says what to write. */
    public Question question() {
        return Question.parse(text);
    }
}
