package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.RocketChatRoom;
import dev.tocsin.model.route.Transport.RocketChatRoom.RocketChatServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how a receiver in Rocket.Chat is reached: by an incoming webhook, or a room over the REST API. */
final class RocketChatReader {
    private static final String WEBHOOK =
            "is no address of a webhook; expected https://host/hooks/… (not shown: it is a secret)";
    private static final String SERVER = "is no address of a server; expected https://host";
    private static final List<String> SERVER_KEYS = List.of("url", "user_id", "token", "token_file");
    static final String BELONGS_TO_RECEIVER = "belongs to the receiver, beside its name; move it there";
    private static final Words WORDS = Words.of(
                    "webhook_url", "webhook_url_file", "room", "url", "user_id", "token", "token_file")
            .refusing(Map.of(
                    "give_up_after",
                    BELONGS_TO_RECEIVER,
                    "fallback",
                    BELONGS_TO_RECEIVER,
                    "template_file",
                    BELONGS_TO_RECEIVER,
                    "url_file",
                    "call it webhook_url_file",
                    "channel",
                    "call it room",
                    "send_resolved",
                    "belongs to a route; move it there"));

    private final CredentialReader credentials;

    RocketChatReader(CredentialReader credentials) {
        this.credentials = credentials;
    }

    Optional<Transport> read(Value section) {
        Keys keys = section.keys(WORDS);
        long ways = Stream.of("webhook_url", "webhook_url_file", "room")
                .filter(key -> keys.get(key).isPresent())
                .count();
        if (ways != 1) {
            if (keys.isSound()) {
                section.problem("give one of webhook_url, webhook_url_file and room; to mute, remove rocketchat");
            }
            return Optional.empty();
        }
        return keys.get("room").isPresent() ? room(section, keys) : webhook(keys);
    }

    private Optional<Transport> webhook(Keys keys) {
        for (String key : SERVER_KEYS) {
            keys.get(key).ifPresent(value -> value.problem("belongs to a room; with a webhook remove it"));
        }
        return credentials.address(keys, "webhook_url", WEBHOOK).map(Transport.RocketChatWebhook::new);
    }

    private Optional<Transport> room(Value section, Keys keys) {
        Optional<String> room = keys.get("room").flatMap(RocketChatReader::roomName);
        if (SERVER_KEYS.stream().noneMatch(key -> keys.get(key).isPresent())) {
            return room.map(name -> new RocketChatRoom(name, Optional.empty()));
        }
        Optional<String> url = keys.get("url").flatMap(value -> CredentialReader.address(value, SERVER));
        Optional<String> user = keys.get("user_id").flatMap(Value::text);
        boolean token = CredentialReader.given(section, keys, "token");
        boolean complete = keys.get("url").isPresent() && keys.get("user_id").isPresent() && token;
        if (!complete) {
            section.problem("give url, user_id and token_file together, or none of them to use ROCKETCHAT_URL,"
                    + " ROCKETCHAT_USER_ID and ROCKETCHAT_TOKEN");
        }
        Optional<Credential> secret = credentials.text(keys, "token");
        return complete && room.isPresent() && url.isPresent() && user.isPresent()
                ? secret.map(text ->
                        new RocketChatRoom(room.get(), Optional.of(new RocketChatServer(url.get(), user.get(), text))))
                : Optional.empty();
    }

    private static Optional<String> roomName(Value value) {
        Optional<String> text = value.text();
        if (text.filter(name -> name.startsWith("@") || name.isBlank() || name.equals("#"))
                .isPresent()) {
            value.problem("is no room; expected \"#channel\" or the id of a room");
            return Optional.empty();
        }
        return text;
    }
}
