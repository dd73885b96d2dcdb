package dev.tocsin.model.route;

/** How a receiver is reached. */
public sealed interface Transport {
    /**
     * A Rocket.Chat incoming webhook whose address, which is a secret, stands in the file of policy.
     *
     * @param url the address
     */
    record RocketChatWebhook(String url) implements Transport {
        /** Without the address. */
        @Override
        public String toString() {
            return "RocketChatWebhook[***]";
        }
    }

    /**
     * A Rocket.Chat incoming webhook whose address stands in a file of its own.
     *
     * @param file the file's path
     */
    record RocketChatWebhookFile(String file) implements Transport {}

    /** The webhook of the environment, {@code ROCKETCHAT_WEBHOOK_<SEVERITY>}. */
    record RocketChatFromEnvironment(String severity) implements Transport {}
}
