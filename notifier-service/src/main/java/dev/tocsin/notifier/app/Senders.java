package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.mail.MailSender;
import dev.tocsin.notifier.pagerduty.PagerDutySender;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.rocketchat.RestLimits;
import dev.tocsin.notifier.rocketchat.RestRoom;
import dev.tocsin.notifier.rocketchat.RestSender;
import dev.tocsin.notifier.rocketchat.RestTexts;
import dev.tocsin.notifier.rocketchat.WebhookSender;
import dev.tocsin.notifier.slack.SlackSender;
import dev.tocsin.notifier.text.Markup;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.notifier.webhook.GenericWebhookSender;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes the sender of a destination. Senders to the same server share its limiters for as long as the process lives. */
final class Senders {
    private static final Markup ROCKETCHAT = Untrusted::inMarkup;

    private final HttpCaller caller;
    private final Clock clock;
    private final Function<String, Parents> parents;
    /** By a webhook's address or an account's key: that is what most servers count by. */
    private final Map<Secret, Limiter> limiters = new ConcurrentHashMap<>();
    /** By base URL: Rocket.Chat counts the calls of each route, whoever makes them. */
    private final Map<String, RestLimits> servers = new ConcurrentHashMap<>();

    /** {@code parents} knows what messages answer, by receiver. */
    Senders(HttpCaller caller, Clock clock, Function<String, Parents> parents) {
        this.caller = caller;
        this.clock = clock;
        this.parents = parents;
    }

    /**
     * A sender, and who grants its slots.
     *
     * @param sender posts
     * @param limiter is asked before each post
     */
    record Paced(Sender sender, Limiter limiter) {}

    /** {@code words} are those of the destination's own receiver, whoever it stands in for. */
    Paced of(String receiver, Destination destination, Severities severities, Words words) {
        return switch (destination) {
            case Destination.Webhook(Secret url) -> {
                Limiter limiter = limiter(url);
                yield new Paced(
                        new WebhookSender(caller, url, words.writer(severities, ROCKETCHAT), limiter, clock), limiter);
            }
            case Destination.Room(RestConnection connection, String room) -> {
                RestLimits limits = limits(connection);
                RestTexts texts = new RestTexts(words.writer(severities, ROCKETCHAT), parents.apply(receiver));
                yield new Paced(
                        new RestSender(caller, new RestRoom(connection, room), limits, texts, clock), limits.send());
            }
            case Destination.Slack(Secret url) ->
                limited(new SlackSender(caller, url, words.writer(severities, SlackSender.MARKUP), clock), url);
            case Destination.AnyWebhook(var target) ->
                limited(new GenericWebhookSender(caller, target, clock), target.url());
            case Destination.PagerDuty(var account) ->
                limited(new PagerDutySender(caller, account, severities, clock), account.routingKey());
            // A mail server says nothing of a limit but by refusing for now, which its lane waits for anyway.
            case Destination.Mail(var server, var envelope) ->
                new Paced(
                        new MailSender(server, envelope, words.writer(severities, MailSender.MARKUP), clock),
                        Limiter.none());
        };
    }

    private Paced limited(Sender sender, Secret counted) {
        Limiter limiter = limiter(counted);
        return new Paced(new LimitedSender(sender, limiter, clock), limiter);
    }

    private Limiter limiter(Secret counted) {
        return limiters.computeIfAbsent(counted, any -> new Limiter());
    }

    private RestLimits limits(RestConnection connection) {
        return servers.computeIfAbsent(connection.base(), any -> new RestLimits(new Limiter(), new Limiter()));
    }
}
