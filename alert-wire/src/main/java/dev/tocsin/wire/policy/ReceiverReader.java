package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
import dev.tocsin.model.route.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the receivers. No sentence of it repeats an address. */
final class ReceiverReader {
    private static final String ROCKETCHAT_ONLY =
            "Tocsin posts to Rocket.Chat; write rocketchat: {webhook_url_file: /path} instead";
    private static final Words WORDS = Words.of("name", "rocketchat", "give_up_after", "fallback", "fallback_after")
            .refusing(refused());

    private final RocketChatReader rocketChat;

    ReceiverReader(UnaryOperator<Path> located) {
        this.rocketChat = new RocketChatReader(new CredentialReader(located));
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
        words.put("send_resolved", "belongs to a route; move it there");
        return words;
    }

    List<Named> read(Value section) {
        Map<String, Integer> lines = new HashMap<>();
        List<Named> found = new ArrayList<>();
        for (Value item : section.items()) {
            Keys keys = item.keys(WORDS);
            Optional<Transport> transport = keys.get("rocketchat").flatMap(rocketChat::read);
            Optional<Duration> giveUpAfter = keys.get("give_up_after").flatMap(ReceiverReader::giveUpAfter);
            Optional<Value> name = keys.get("name");
            if (name.isEmpty() && keys.isSound()) {
                item.problem("has no name; add name: …");
            }
            name.flatMap(ReceiverReader::name).ifPresent(text -> {
                Integer earlier = lines.putIfAbsent(text, name.get().line());
                if (earlier == null) {
                    found.add(new Named(
                            new Receiver(text, transport, giveUpAfter, fallback(text, keys)),
                            item.line(),
                            item.path()));
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

    /** Another receiver; whether there is one of that name is seen when all are known. */
    private static Optional<Fallback> fallback(String name, Keys keys) {
        Optional<Duration> after = keys.get("fallback_after").flatMap(Value::duration);
        Optional<Value> other = keys.get("fallback");
        if (other.isEmpty()) {
            keys.get("fallback_after").ifPresent(value -> value.problem("belongs to a fallback; add fallback: NAME"));
            return Optional.empty();
        }
        Optional<String> text = other.flatMap(ReceiverReader::name);
        if (text.filter(name::equals).isPresent()) {
            other.get().problem("is the receiver itself; name another one");
            return Optional.empty();
        }
        return text.map(receiver -> new Fallback(receiver, after.orElse(Fallback.USUAL)));
    }

    /** A duration, or {@code never}, which is what holds without it. */
    private static Optional<Duration> giveUpAfter(Value value) {
        if (value.isNever()) {
            return Optional.empty();
        }
        Optional<Duration> after = value.duration();
        if (after.filter(Duration::isZero).isPresent()) {
            value.problem("must be longer than 0s; it is how long an alert waits before it is parked");
            return Optional.empty();
        }
        return after;
    }
}
