package dev.tocsin.notifier.slack;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.Meaning;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What an incoming webhook's answer means: a word for each fault, and {@code ok} for success. */
final class SlackAnswers {
    private static final int QUOTED = 200;
    /** With any status: faults of the webhook or its workspace, which every message meets. */
    private static final Set<String> OF_THE_WEBHOOK = Set.of(
            "action_prohibited",
            "channel_is_archived",
            "channel_not_found",
            "invalid_token",
            "no_active_hooks",
            "no_service",
            "no_service_id",
            "no_team",
            "posting_to_general_channel_denied",
            "team_disabled",
            "user_not_found");

    /** The same of Mattermost, which answers so with 400 and 501. */
    private static final List<String> OF_MATTERMOSTS_WEBHOOK =
            List.of("web.incoming_webhook.invalid.", "web.incoming_webhook.disabled.");

    private final Concealed concealed;
    private final Clock clock;

    SlackAnswers(Concealed concealed, Clock clock) {
        this.concealed = concealed;
        this.clock = clock;
    }

    /** The meaning of a reply. */
    Outcome of(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> of(answer);
            case Reply.Failure(Outcome outcome) -> outcome;
        };
    }

    private Outcome of(Reply.Answer answer) {
        String said = answer.body().strip();
        String quoted = Untrusted.line(concealed.in(said), QUOTED);
        if (answer.status() == 200 && said.equals("ok")) {
            return new Outcome.Delivered("");
        }
        if (answer.status() >= 400 && isOfTheWebhook(answer.status(), said)) {
            return new Outcome.Suspended(answer.status() + ", the webhook or its channel takes nothing: " + quoted);
        }
        // A 200 alone says nothing: a proxy or a login page answers so too.
        return answer.status() < 300
                ? new Outcome.Retryable(answer.status() + " without ok: " + quoted, Fate.UNKNOWN, null)
                : Meaning.of(answer, quoted, clock);
    }

    private static boolean isOfTheWebhook(int status, String said) {
        return (status < 500 && OF_THE_WEBHOOK.contains(said))
                || OF_MATTERMOSTS_WEBHOOK.stream().anyMatch(said::contains);
    }
}
