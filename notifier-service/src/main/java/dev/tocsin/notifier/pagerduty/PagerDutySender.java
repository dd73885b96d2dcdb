package dev.tocsin.notifier.pagerduty;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Meaning;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.text.Untrusted;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts an event for each alert of a batch, one after the other. Events say which incident they are about, so that
 * repeats do nothing. What one attempt has no time for, the next one does.
 */
public final class PagerDutySender implements Sender {
    /** No event is begun later than this, and none takes longer than until the end. */
    static final Duration LAST_BEGINS = Duration.ofSeconds(5);

    private static final Duration ATTEMPT = Duration.ofSeconds(9);
    /** Until the next attempt of a limited caller that is told no time. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private static final int QUOTED = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpCaller caller;
    private final Account account;
    private final EventWriter writer;
    private final Concealed concealed;
    private final Clock clock;
    private final Duration lastBegins;
    private final Accepted accepted = new Accepted();

    /**
     * Who is told.
     *
     * @param url of the Events API
     * @param routingKey of the integration
     */
    public record Account(URI url, Secret routingKey) {}

    /** A sender that calls through this caller. */
    public PagerDutySender(HttpCaller caller, Account account, Severities severities, Clock clock) {
        this(caller, account, severities, clock, LAST_BEGINS);
    }

    /** One that begins no event later than this. */
    PagerDutySender(HttpCaller caller, Account account, Severities severities, Clock clock, Duration lastBegins) {
        this.caller = caller;
        this.account = account;
        this.writer = new EventWriter(account.routingKey(), severities);
        this.concealed = Concealed.of(account.routingKey());
        this.clock = clock;
        this.lastBegins = lastBegins;
    }

    @Override
    public Outcome send(Attempt attempt) {
        long begun = System.nanoTime();
        int taken = 0;
        List<RoutedAlert> alerts = List.copyOf(attempt.notification().alerts());
        for (int i = 0; i < alerts.size(); i++) {
            RoutedAlert told = alerts.get(i);
            if (accepted.has(told)) {
                continue;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            if (elapsed.compareTo(lastBegins) > 0) {
                return new Outcome.Partly("it has " + i + " of " + alerts.size() + " events, the others follow", null);
            }
            Outcome outcome = tell(told, attempt, ATTEMPT.minus(elapsed));
            if (!(outcome instanceof Outcome.Delivered)) {
                return i == 0 ? outcome : inTheMiddle(outcome, taken > 0);
            }
            accepted.add(told);
            taken++;
        }
        return new Outcome.Delivered("");
    }

    private Outcome tell(RoutedAlert told, Attempt attempt, Duration timeout) {
        PagerDutyEvent event;
        try {
            event = writer.event(told, attempt.form(), attempt.occasion());
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), QUOTED));
        }
        return post(event, timeout);
    }

    /** What came before is there. {@code further}: this attempt has brought some of it, so a limit is no failure. */
    private Outcome inTheMiddle(Outcome outcome, boolean further) {
        return switch (outcome) {
            case Outcome.Retryable(String reason, Fate fate, var notBefore)
            when further && fate == Fate.NOT_STORED ->
                new Outcome.Partly(reason, notBefore == null ? clock.instant().plus(UNSAID) : notBefore);
            case Outcome.Retryable(String reason, Fate fate, var notBefore) ->
                new Outcome.Retryable(reason, Fate.UNKNOWN, notBefore);
            case Outcome.Suspended(String reason, Fate fate) -> new Outcome.Suspended(reason, Fate.UNKNOWN);
            // Refused as a whole: it is halved, and of the half that is good the events are known already.
            case Outcome.Refused refused -> refused;
            case Outcome.Partly partly -> partly;
            case Outcome.Delivered delivered -> delivered;
        };
    }

    @Override
    public Outcome probe() {
        return post(writer.probe(clock.instant()), ATTEMPT);
    }

    @Override
    public String room() {
        return account.url() + " " + account.routingKey().reveal();
    }

    private Outcome post(PagerDutyEvent event, Duration timeout) {
        // As text first: of half a character, which a label may hold, it makes a question mark and no failure.
        byte[] body = JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(account.url())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return switch (caller.call(request, timeout)) {
            case Reply.Answer answer -> meaning(answer);
            case Reply.Failure(Outcome outcome) -> outcome;
        };
    }

    private Outcome meaning(Reply.Answer answer) {
        String quoted = Untrusted.line(concealed.in(answer.body()), QUOTED);
        if (answer.status() == 202) {
            return new Outcome.Delivered("");
        }
        if (answer.status() == 400 && isAboutTheKey(answer.body())) {
            return new Outcome.Suspended("400, the routing key is wrong: " + quoted);
        }
        // Another success is none of PagerDuty's: a proxy or a login page answers so.
        return answer.status() < 300
                ? new Outcome.Retryable(answer.status() + " and not 202: " + quoted, Fate.UNKNOWN, null)
                : Meaning.of(answer, quoted, clock);
    }

    /** Its own words for a key that it does not know: {@code "Length of 'routing_key' is incorrect"}. */
    private static boolean isAboutTheKey(String body) {
        return Optional.of(body.toLowerCase(Locale.ROOT))
                .filter(said -> said.contains("'routing_key'") || said.contains("invalid routing key"))
                .isPresent();
    }
}
