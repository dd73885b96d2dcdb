package dev.tocsin.model.route;

import java.util.Optional;

/** How a receiver is reached. */
public sealed interface Transport {
    /**
     * A Rocket.Chat incoming webhook.
     *
     * @param url its address, which is a secret
     */
    record RocketChatWebhook(Credential url) implements Transport {}

    /**
     * A room of Rocket.Chat, over its REST API.
     *
     * @param room {@code #name}, or the room's id
     * @param server which Rocket.Chat; that of the environment if it is not said
     */
    record RocketChatRoom(String room, Optional<RocketChatServer> server) implements Transport {
        /**
         * An account at a Rocket.Chat.
         *
         * @param url of the server
         * @param userId of the account
         * @param token of the account
         */
        public record RocketChatServer(String url, String userId, Credential token) {}
    }

    /**
     * What the environment says for a severity: {@code ROCKETCHAT_ROOM_<SEVERITY>} or {@code
     * ROCKETCHAT_WEBHOOK_<SEVERITY>}.
     */
    record RocketChatFromEnvironment(String severity) implements Transport {}
}
