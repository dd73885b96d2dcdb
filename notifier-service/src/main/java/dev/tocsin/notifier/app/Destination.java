package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.notifier.rocketchat.RestConnection;

/** Where a receiver is told, with the secrets that it takes: all that a sender is made of. */
sealed interface Destination {
    /**
     * A Rocket.Chat incoming webhook.
     *
     * @param url its address
     */
    record Webhook(Secret url) implements Destination {}

    /**
     * A room of Rocket.Chat, over its REST API.
     *
     * @param connection the server and the account
     * @param room its name or id
     */
    record Room(RestConnection connection, String room) implements Destination {}
}
