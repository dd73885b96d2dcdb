package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.rocketchat.RestLimits;
import dev.tocsin.notifier.rocketchat.RestRoom;
import dev.tocsin.notifier.rocketchat.RestSender;
import dev.tocsin.notifier.rocketchat.WebhookSender;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the sender of a destination. Senders to the same server share its limiters for as long as the process lives. */
final class Senders {
    private final HttpCaller caller;
    private final Clock clock;
    /** By address: Rocket.Chat counts the calls of each webhook. */
    private final Map<Secret, Limiter> webhooks = new ConcurrentHashMap<>();
    /** By base URL: Rocket.Chat counts the calls of each route, whoever makes them. */
    private final Map<String, RestLimits> servers = new ConcurrentHashMap<>();

    Senders(HttpCaller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A sender, and who grants its slots.
     *
     * @param sender posts
     * @param limiter is asked before each post
     */
    record Paced(Sender sender, Limiter limiter) {}

    Paced of(Destination destination, Severities severities) {
        return switch (destination) {
            case Destination.Webhook(Secret url) -> {
                Limiter limiter = webhooks.computeIfAbsent(url, any -> new Limiter());
                yield new Paced(new WebhookSender(caller, url, severities, limiter, clock), limiter);
            }
            case Destination.Room(RestConnection connection, String room) -> {
                RestLimits limits = limits(connection);
                MessageWriter writer = new MessageWriter(severities, Untrusted::inMarkup);
                yield new Paced(
                        new RestSender(caller, new RestRoom(connection, room), limits, writer, clock), limits.send());
            }
        };
    }

    private RestLimits limits(RestConnection connection) {
        String base = connection.url().toString().replaceAll("/+$", "");
        return servers.computeIfAbsent(base, any -> new RestLimits(new Limiter(), new Limiter()));
    }
}
