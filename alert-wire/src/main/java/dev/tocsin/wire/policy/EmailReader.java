package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.Email;
import dev.tocsin.model.route.Transport.Email.Account;
import dev.tocsin.model.route.Transport.Email.Smarthost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how letters are sent. */
final class EmailReader {
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");
    private static final int LAST_PORT = 65535;
    private static final Words WORDS = Words.of(
                    "to", "from", "smarthost", "auth_username", "auth_password", "auth_password_file", "require_tls")
            .refusing(refused());

    private final CredentialReader credentials;

    EmailReader(CredentialReader credentials) {
        this.credentials = credentials;
    }

    private static Map<String, String> refused() {
        Map<String, String> words = new HashMap<>(Map.of(
                "give_up_after", RocketChatReader.BELONGS_TO_RECEIVER,
                "template_file", RocketChatReader.BELONGS_TO_RECEIVER,
                "send_resolved", "belongs to a route; move it there",
                "auth_identity", "Tocsin logs in as auth_username; remove it",
                "auth_secret", "Tocsin logs in by auth_password; remove it"));
        Stream.of("headers", "html", "text", "hello", "tls_config", "threading")
                .forEach(word -> words.put(word, "Tocsin has no such setting; remove it"));
        return words;
    }

    Optional<Transport> read(Value section) {
        Keys keys = section.keys(WORDS);
        boolean complete = Stream.of("to", "from", "smarthost")
                .allMatch(key -> keys.get(key).isPresent());
        if (!complete && keys.isSound()) {
            section.problem("give to, from and smarthost; to mute, remove email");
        }
        Optional<List<String>> to = keys.get("to").flatMap(EmailReader::addresses);
        Optional<String> from = keys.get("from").flatMap(EmailReader::address);
        Optional<Smarthost> server = server(section, keys);
        return to.isPresent() && from.isPresent()
                ? server.map(host -> new Email(to.get(), from.get(), host))
                : Optional.empty();
    }

    /** A list, or as in Alertmanager one text with commas. */
    private static Optional<List<String>> addresses(Value value) {
        if (value.isScalar()) {
            return value.text()
                    .map(text -> List.of(text.strip().split("\\s*,\\s*")))
                    .filter(all -> all.stream().allMatch(text -> isAddress(value, text)));
        }
        List<Value> items = value.items();
        if (items.isEmpty()) {
            value.problem("names nobody; to mute, remove email");
        }
        List<String> all =
                items.stream().flatMap(item -> address(item).stream()).toList();
        return Optional.of(all).filter(texts -> !texts.isEmpty() && texts.size() == items.size());
    }

    private static Optional<String> address(Value value) {
        return value.text().filter(text -> isAddress(value, text));
    }

    private static boolean isAddress(Value value, String text) {
        if (!Email.isAddress(text)) {
            value.problem("is no address of e-mail; expected somebody@example.org, without a name beside it");
        }
        return Email.isAddress(text);
    }

    private Optional<Smarthost> server(Value section, Keys keys) {
        boolean user = keys.get("auth_username").isPresent();
        boolean password = CredentialReader.given(section, keys, "auth_password");
        if (user != password) {
            section.problem("give auth_username and auth_password_file together, or none of them");
        }
        Optional<String> name = keys.get("auth_username").flatMap(Value::text);
        Optional<Credential> secret = credentials.text(keys, "auth_password");
        Optional<Account> account = name.flatMap(who -> secret.map(what -> new Account(who, what)));
        boolean tls = keys.get("require_tls").flatMap(Value::flag).orElse(true);
        Optional<Matcher> server = keys.get("smarthost").flatMap(EmailReader::server);
        return server.filter(any -> user == account.isPresent())
                .map(parts -> new Smarthost(parts.group(1), Integer.parseInt(parts.group(2)), tls, account));
    }

    private static Optional<Matcher> server(Value value) {
        Optional<Matcher> parts = value.text().map(SERVER::matcher).filter(Matcher::matches);
        boolean isServer = parts.map(found -> Integer.parseInt(found.group(2)))
                .filter(port -> port > 0 && port <= LAST_PORT)
                .isPresent();
        if (!isServer) {
            value.problem("is no server; expected host:port, such as smtp.example.org:587");
        }
        return isServer ? parts : Optional.empty();
    }
}
