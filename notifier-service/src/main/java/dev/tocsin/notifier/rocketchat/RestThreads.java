package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.rocketchat.LookUpAnswers.Sought;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are replies (hazards.md B6). Rocket.Chat puts a reply into its parent's room, whatever room it is sent
 * to, and keeps one whose parent is gone: so a message that this sender has not stored itself is looked up before it is
 * answered. What may be refused because it is a reply goes again under the same id, and answers nothing from then on.
 */
final class RestThreads {
    private static final int REMEMBERED = 10_000;
    /** More would be missing to the post. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final int MOST_URGENT = 0;

    /**
     * What Rocket.Chat says of a room, or of what a message holds: it would refuse the same without a thread. A reason that
     * is missing here costs a call, and one that is wrong here the thread: the plain form, without which nothing is parked,
     * answers nothing.
     */
    private static final List<String> OTHER_REASONS = List.of(
            "room_is_archived",
            "error-room-archived",
            "room_is_blocked",
            "room is readonly",
            "you_have_been_muted",
            "error-invalid-room",
            "error-message-size-exceeded",
            "error-action-not-allowed",
            "invalid href value",
            "invalid attachment field");

    private final Parents parents;
    private final MessageFinder messages;
    private final Limiter posts;
    private final Clock clock;
    private final RecentIds answerable = new RecentIds(REMEMBERED);
    private final RecentIds unanswerable = new RecentIds(REMEMBERED);
    private final RecentIds refused = new RecentIds(REMEMBERED);

    RestThreads(Parents parents, MessageFinder messages, Limiter posts, Clock clock) {
        this.parents = parents;
        this.messages = messages;
        this.posts = posts;
        this.clock = clock;
    }

    /** The message that this one shall answer. */
    Optional<String> parentOf(Attempt attempt, Sought own, TimeLeft left) {
        return attempt.form() == Form.PLAIN || refused.has(own.id())
                ? Optional.empty()
                : parents.parentOf(attempt.notification()).filter(parent -> canBeAnswered(parent, own, left));
    }

    private boolean canBeAnswered(String parent, Sought own, TimeLeft left) {
        String place = place(parent, own);
        if (unanswerable.has(place)) {
            return false;
        }
        if (answerable.has(place)) {
            return true;
        }
        LookUp found = messages.find(
                new Sought(parent, own.roomId(), own.userId(), Instant.EPOCH), TimeLeft.of(left.atMost(LOOK)));
        return switch (found) {
            case LookUp.Found f -> answerable.add(place);
            case LookUp.Missing m -> !unanswerable.add(place);
            case LookUp.Taken t -> !unanswerable.add(place);
            case LookUp.Hidden h -> !unanswerable.add(place);
            // A look-up that fails delays nothing: this message stands for itself.
            case LookUp.Unclear u -> false;
        };
    }

    private static String place(String id, Sought own) {
        return own.roomId() + " " + id;
    }

    /** This message is there: what follows may answer it. */
    void stored(Sought own) {
        answerable.add(place(own.id(), own));
    }

    /** What was refused as an answer to this message was taken without it. */
    void takesNoReplies(String parent, Sought own) {
        unanswerable.add(place(parent, own));
    }

    /** Whether a reply may have been refused because it is one: only Rocket.Chat itself looks at that. */
    static boolean isPerhapsNoReply(Outcome.Refused why) {
        String reason = why.reason().toLowerCase(Locale.ROOT);
        return reason.startsWith("400 ") && OTHER_REASONS.stream().noneMatch(reason::contains);
    }

    /** A reply was refused and is not there. Takes a slot to post it again at once, or says why it must wait. */
    Optional<Outcome> noReply(Sought own, Outcome.Refused why, TimeLeft left) {
        refused.add(own.id());
        if (left.isOver()) {
            return Optional.of(again(why, null));
        }
        Instant now = clock.instant();
        Instant opensAt = posts.ask(own.id(), MOST_URGENT, 1, now);
        if (!opensAt.isAfter(now)) {
            return Optional.empty();
        }
        posts.withdraw(own.id());
        return Optional.of(again(why, opensAt));
    }

    private static Outcome again(Outcome.Refused why, @Nullable Instant notBefore) {
        return new Outcome.Retryable(
                "refused as a reply, goes again without its thread: " + why.reason(), Fate.NOT_STORED, notBefore);
    }
}
