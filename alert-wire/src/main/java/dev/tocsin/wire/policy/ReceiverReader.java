package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the receivers. No sentence of it repeats an address. */
final class ReceiverReader {
    private static final String NOT_YET = "not supported by this version yet; remove it";
    private static final String ROCKETCHAT_ONLY =
            "Tocsin posts to Rocket.Chat; write rocketchat: {webhook_url_file: /path} instead";
    private static final Words WORDS = Words.of("name", "rocketchat").refusing(refused());
    private static final Words ROCKETCHAT = Words.of("webhook_url", "webhook_url_file")
            .refusing(Map.of(
                    "fallback", NOT_YET,
                    "give_up_after", NOT_YET,
                    "url", "call it webhook_url",
                    "url_file", "call it webhook_url_file",
                    "send_resolved", "belongs to a route; move it there"));

    private final UnaryOperator<Path> located;

    ReceiverReader(UnaryOperator<Path> located) {
        this.located = located;
    }

    /** A receiver and where the file defines it. */
    record Named(Receiver receiver, int line, String path) {}

    private static Map<String, String> refused() {
        Map<String, String> words = Stream.of(
                        "discord",
                        "email",
                        "jira",
                        "mattermost",
                        "msteams",
                        "msteamsv2",
                        "opsgenie",
                        "pagerduty",
                        "pushover",
                        "rocketchat",
                        "slack",
                        "sns",
                        "telegram",
                        "victorops",
                        "webex",
                        "webhook",
                        "wechat")
                .collect(Collectors.toMap(kind -> kind + "_configs", kind -> ROCKETCHAT_ONLY));
        words.put("fallback", NOT_YET);
        words.put("give_up_after", NOT_YET);
        words.put("send_resolved", "belongs to a route; move it there");
        return words;
    }

    List<Named> read(Value section) {
        Map<String, Integer> lines = new HashMap<>();
        List<Named> found = new ArrayList<>();
        for (Value item : section.items()) {
            Keys keys = item.keys(WORDS);
            Optional<Transport> transport = keys.get("rocketchat").flatMap(this::rocketChat);
            Optional<Value> name = keys.get("name");
            if (name.isEmpty() && keys.isSound()) {
                item.problem("has no name; add name: …");
            }
            name.flatMap(ReceiverReader::name).ifPresent(text -> {
                Integer earlier = lines.putIfAbsent(text, name.get().line());
                if (earlier == null) {
                    found.add(new Named(new Receiver(text, transport), item.line(), item.path()));
                } else {
                    name.get().problem("the receiver of line " + earlier + " has the same name; rename one of them");
                }
            });
        }
        return found;
    }

    private static Optional<String> name(Value value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !Receiver.isName(text.get())) {
            value.problem("is no name for a receiver; use letters, digits, '.', '-' and '_', at most 64");
            return Optional.empty();
        }
        return text;
    }

    private Optional<Transport> rocketChat(Value section) {
        Keys keys = section.keys(ROCKETCHAT);
        Optional<Value> url = keys.get("webhook_url");
        Optional<Value> file = keys.get("webhook_url_file");
        if (url.isPresent() == file.isPresent()) {
            if (keys.isSound()) {
                section.problem("give one of webhook_url and webhook_url_file; to mute, remove rocketchat");
            }
            return Optional.empty();
        }
        return url.isPresent() ? url.flatMap(ReceiverReader::webhook) : file.flatMap(this::webhookFile);
    }

    private static Optional<Transport> webhook(Value value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !isWebAddress(text.get())) {
            value.problem("is no address of a webhook; expected https://host/hooks/… (not shown: it is a secret)");
            return Optional.empty();
        }
        return text.map(Transport.RocketChatWebhook::new);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<Transport> webhookFile(Value value) {
        try {
            return value.text()
                    .map(text -> new Transport.RocketChatWebhookFile(
                            located.apply(Path.of(text)).toString()));
        } catch (InvalidPathException e) {
            value.problem("is no path of a file");
            return Optional.empty();
        }
    }
}
