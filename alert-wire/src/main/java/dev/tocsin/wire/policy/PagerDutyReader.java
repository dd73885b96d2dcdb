package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.PagerDuty;
import java.util.Map;
import java.util.Optional;

/** Reads how PagerDuty is reached: by the routing key of an integration of its Events API v2. */
final class PagerDutyReader {
    private static final String OLD =
            "is of the Events API v1; make an integration of the Events API v2 and give its routing_key_file";
    private static final Words WORDS = Words.of("routing_key", "routing_key_file", "url")
            .refusing(Map.of(
                    "service_key",
                    OLD,
                    "service_key_file",
                    OLD,
                    "give_up_after",
                    RocketChatReader.BELONGS_TO_RECEIVER,
                    "send_resolved",
                    "belongs to a route; move it there"));

    private final CredentialReader credentials;

    PagerDutyReader(CredentialReader credentials) {
        this.credentials = credentials;
    }

    Optional<Transport> read(Value section) {
        Keys keys = section.keys(WORDS);
        if (!CredentialReader.given(section, keys, "routing_key") && keys.isSound()) {
            section.problem("give routing_key_file; to mute, remove pagerduty");
        }
        Optional<String> url = keys.get("url")
                .map(value ->
                        CredentialReader.address(value, "is no address; expected one such as " + PagerDuty.EVENTS))
                .orElse(Optional.of(PagerDuty.EVENTS));
        return credentials.text(keys, "routing_key").flatMap(key -> url.map(address -> new PagerDuty(key, address)));
    }
}
