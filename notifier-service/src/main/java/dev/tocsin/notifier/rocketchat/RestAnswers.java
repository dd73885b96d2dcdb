package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.util.Optional;

/** What an answer of chat.sendMessage means (contracts/rocketchat.md 3 and 7). */
final class RestAnswers {
    private static final int QUOTED = 200;
    /** So often may a message vanish between the refusal of its id and the look-up. */
    private static final int PATIENCE = 3;

    private final Concealed secrets;
    private final LimitHeaders limits;

    RestAnswers(Concealed secrets, LimitHeaders limits) {
        this.secrets = secrets;
        this.limits = limits;
    }

    /**
     * What an answer means, and what is to be done before it counts.
     *
     * @param outcome what holds, or what holds when the message is not found
     * @param next what comes before that
     */
    record Meaning(Outcome outcome, Next next) {}

    /** What is done before an answer counts. */
    enum Next {
        /** Nothing. */
        DONE,
        /** Rocket.Chat is asked whether it has the message. */
        LOOK_UP,
        /** The same, and then whether the room has another id. */
        LOOK_UP_AND_FIND_ROOM
    }

    /** The meaning of the reply to a post under this id, the so-many-th of the batch. */
    Meaning posted(Reply reply, String id, int number) {
        return switch (reply) {
            case Reply.Answer answer -> answered(answer, id, number);
            case Reply.Failure(Outcome outcome) -> new Meaning(outcome, afterFailure(outcome));
        };
    }

    private static Next afterFailure(Outcome outcome) {
        boolean mayBeStored = outcome instanceof Outcome.Retryable retry && retry.fate() == Fate.UNKNOWN;
        return mayBeStored ? Next.LOOK_UP : Next.DONE;
    }

    private Meaning answered(Reply.Answer answer, String id, int number) {
        Optional<Outcome> whoever = whoever(answer);
        if (whoever.isPresent()) {
            return new Meaning(whoever.get(), Next.DONE);
        }
        Said said = Said.in(answer);
        int status = answer.status();
        if (status == 200
                && said.success()
                && id.equals(said.json().at("/message/_id").asString(""))) {
            return new Meaning(new Outcome.Delivered(id), Next.DONE);
        }
        if (status >= 400 && status < 500 && status != 408) {
            return refused(answer, said, number);
        }
        // Rocket.Chat has ended a call that it answers itself; behind another's answer the call may still go on.
        boolean ended =
                (status == 200 && said.failure()) || (status == 500 && (said.failure() || isPlainFailure(answer)));
        return new Meaning(
                new Outcome.Retryable(
                        status + " " + quoted(said.words()), ended ? Fate.NOT_STORED : Fate.UNKNOWN, null),
                Next.LOOK_UP);
    }

    /** A proxy's page has more words, or other ones. */
    private static boolean isPlainFailure(Reply.Answer answer) {
        return answer.body().strip().equals("Internal Server Error");
    }

    private Meaning refused(Reply.Answer answer, Said said, int number) {
        String reason = answer.status() + " " + quoted(said.words());
        if (answer.status() == 413) {
            reason = "413, the message is too large for what stands before Rocket.Chat";
        }
        if (said.error().contains("error-invalid-room")) {
            return new Meaning(new Outcome.Refused(reason), Next.LOOK_UP_AND_FIND_ROOM);
        }
        boolean sayItHasOne = said.error().contains("'starred'") || said.error().contains("E11000");
        if (sayItHasOne && number <= PATIENCE) {
            // A person may have deleted it a moment ago, or the look-up read from a copy that is behind: it stays this
            // message. The same words come when an app in Rocket.Chat swallows it, each time: that is a refusal.
            return new Meaning(new Outcome.Retryable(reason, Fate.UNKNOWN, null), Next.LOOK_UP);
        }
        return new Meaning(new Outcome.Refused(reason), Next.LOOK_UP);
    }

    /** What an answer means on every route, if it is one of those: nothing was looked at but who calls, and how often. */
    Optional<Outcome> whoever(Reply.Answer answer) {
        int status = answer.status();
        if (status < 300) {
            return Optional.empty();
        }
        String quoted = quoted(Said.in(answer).words());
        return Optional.ofNullable(
                switch (status) {
                    case 401 -> new Outcome.Suspended("401, the user id or the token is wrong: " + quoted);
                    case 403 -> new Outcome.Suspended("403, the account may not call this: " + quoted);
                    case 404, 410 ->
                        new Outcome.Suspended(status + ", there is no Rocket.Chat at this address, which needs its"
                                + " sub-path if it has one: " + quoted);
                    case 405, 407, 415, 425 -> ofAnybody(answer, quoted);
                    case 429 ->
                        new Outcome.Retryable(
                                "429, too many calls",
                                Fate.NOT_STORED,
                                limits.comeBack(answer).orElse(null));
                    default -> status < 400 ? ofAnybody(answer, quoted) : null;
                });
    }

    /** A proxy's, or one that means with Rocket.Chat what it means anywhere. */
    private Outcome ofAnybody(Reply.Answer answer, String quoted) {
        return dev.tocsin.notifier.http.Meaning.of(answer, quoted, limits.clock());
    }

    /** The server's words, for a log: on one line, cut, without a secret. */
    String quoted(String words) {
        return Untrusted.line(secrets.in(words), QUOTED);
    }
}
