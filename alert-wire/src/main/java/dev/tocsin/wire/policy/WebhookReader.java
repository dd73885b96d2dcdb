package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Transport;
import java.util.Map;
import java.util.Optional;

/** Reads how anybody's webhook is reached, and what its messages are signed with. */
final class WebhookReader {
    private static final String EXPECTED =
            "is no address of a webhook; expected https://host/… (not shown: it may be a secret)";
    private static final Words WORDS = Words.of("url", "url_file", "secret", "secret_file")
            .refusing(Map.of(
                    "webhook_url", "call it url",
                    "webhook_url_file", "call it url_file",
                    "http_config", "Tocsin signs its messages; give secret_file instead",
                    "max_alerts", "a message is as large as TOCSIN_NOTIFIER_MAX_ALERTS says; remove it",
                    "give_up_after", RocketChatReader.BELONGS_TO_RECEIVER,
                    "send_resolved", "belongs to a route; move it there"));

    private final CredentialReader credentials;

    WebhookReader(CredentialReader credentials) {
        this.credentials = credentials;
    }

    Optional<Transport> read(Value section) {
        Keys keys = section.keys(WORDS);
        if (!CredentialReader.given(section, keys, "url") && keys.isSound()) {
            section.problem("give url or url_file; to mute, remove webhook");
        }
        boolean signed = CredentialReader.given(section, keys, "secret");
        Optional<Credential> secret = credentials.text(keys, "secret");
        return credentials
                .address(keys, "url", EXPECTED)
                .filter(url -> !signed || secret.isPresent())
                .map(url -> new Transport.Webhook(url, secret));
    }
}
