package dev.tocsin.model.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /**
     * An incoming webhook of Slack, or of Mattermost.
     *
     * @param url its address, which is a secret
     */
    record SlackWebhook(Credential url) implements Transport {}

    /**
     * Anybody's webhook, which takes what Alertmanager sends.
     *
     * @param url its address, which may be a secret
     * @param secret that messages are signed with, if they are
     */
    record Webhook(Credential url, Optional<Credential> secret) implements Transport {}

    /**
     * Letters.
     *
     * @param to who gets them, at least one
     * @param from who writes them
     * @param server who takes them
     */
    record Email(List<String> to, String from, Smarthost server) implements Transport {
        private static final int LONGEST = 254;
        /** What every mail server takes (RFC 5321, 4.1.2), without quotes, and hosts with an underscore. */
        private static final Pattern ADDRESS =
                Pattern.compile("(?=[^@]{1,64}@)" + dotted("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+") + "@(?:"
                        + dotted("[A-Za-z0-9_-]+") + "|\\[[0-9A-Za-z.:]+])");

        /** Refuses what is no address, and a letter to nobody. */
        public Email {
            to = List.copyOf(to);
            if (to.isEmpty()) {
                throw new IllegalArgumentException("to is empty");
            }
            if (!to.stream().allMatch(Email::isAddress) || !isAddress(from)) {
                throw new IllegalArgumentException("not an address of e-mail");
            }
        }

        /** Whether the text is an address, without a name beside it. */
        public static boolean isAddress(String text) {
            return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
        }

        private static String dotted(String atom) {
            return atom + "(?:\\." + atom + ")*";
        }

        /**
         * A server that takes letters.
         *
         * @param host its name
         * @param port of SMTP; on 465 everything is encrypted from the first byte on
         * @param requireTls whether nothing is sent without encryption; otherwise nothing is encrypted
         * @param account that posts, if one is needed
         */
        public record Smarthost(String host, int port, boolean requireTls, Optional<Account> account) {
            private static final int LAST_PORT = 65535;

            /** Refuses what is no host and no port. */
            public Smarthost {
                if (host.isBlank() || port < 1 || port > LAST_PORT) {
                    throw new IllegalArgumentException("not a server: " + host + ":" + port);
                }
            }
        }

        /**
         * Who posts.
         *
         * @param user the name
         * @param password a secret
         */
        public record Account(String user, Credential password) {}
    }

    /**
     * An integration of PagerDuty's Events API v2.
     *
     * @param routingKey of the integration, a secret
     * @param url of the API
     */
    record PagerDuty(Credential routingKey, String url) implements Transport {
        /** PagerDuty's own. */
        public static final String EVENTS = "https://events.pagerduty.com/v2/enqueue";
    }
}
