package dev.tocsin.history.past;

import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.model.delivery.ParkedAlert;
import java.util.Optional;

/**
 * What can be asked of the past, whoever answers it. All of it throws {@link dev.tocsin.history.log.HistoryException} when
 * nobody answers, and {@link dev.tocsin.history.log.TooMuchException} when too much is asked.
 */
public interface Past {
    /** The lives of the alerts that are asked for. */
    LifeAnswer lives(LifeQuestion question);

    /**
     * What is parked.
     *
     * @param after what an answer before said is next; empty for the first page
     * @param most how many of them
     * @throws IllegalArgumentException when there is no such page
     */
    ParkedAnswer parked(Selection selection, String after, int most);

    /** What is parked under this key, if anything is. */
    Optional<ParkedAlert> parked(String key);

    /** Takes these out of what is parked, unless it shall only say how many there are. */
    DiscardAnswer discard(Selection selection, Decision decision);

    /**
     * A decision that what is parked need not be told.
     *
     * @param by who decided
     * @param reason why
     * @param dryRun whether nothing shall be done yet
     */
    record Decision(String by, String reason, boolean dryRun) {}
}
