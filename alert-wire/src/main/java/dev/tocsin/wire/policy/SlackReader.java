package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Transport;
import java.util.Map;
import java.util.Optional;

/** Reads how a channel of Slack or Mattermost is reached: by an incoming webhook. */
final class SlackReader {
    private static final String EXPECTED =
            "is no address of a webhook; expected https://hooks.slack.com/services/… (not shown: it is a secret)";
    private static final String WEBHOOKS_OWN = "belongs to the webhook; choose it there and remove it here";
    private static final Words WORDS = Words.of("webhook_url", "webhook_url_file")
            .refusing(Map.of(
                    "api_url",
                    "call it webhook_url",
                    "api_url_file",
                    "call it webhook_url_file",
                    "channel",
                    WEBHOOKS_OWN,
                    "username",
                    WEBHOOKS_OWN,
                    "give_up_after",
                    RocketChatReader.BELONGS_TO_RECEIVER,
                    "template_file",
                    RocketChatReader.BELONGS_TO_RECEIVER,
                    "send_resolved",
                    "belongs to a route; move it there"));

    private final CredentialReader credentials;

    SlackReader(CredentialReader credentials) {
        this.credentials = credentials;
    }

    Optional<Transport> read(Value section) {
        Keys keys = section.keys(WORDS);
        if (!CredentialReader.given(section, keys, "webhook_url") && keys.isSound()) {
            section.problem("give webhook_url_file; to mute, remove slack");
        }
        return credentials.address(keys, "webhook_url", EXPECTED).map(Transport.SlackWebhook::new);
    }
}
