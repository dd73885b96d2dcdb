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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads the receivers. No sentence of it repeats an address. */
final class ReceiverReader {
    private static final List<String> TRANSPORTS = List.of("rocketchat", "slack", "webhook", "email", "pagerduty");
    /** Those whose messages are words; the others have fields of a fixed form. */
    private static final Set<String> WORDY = Set.of("rocketchat", "slack", "email");

    private static final Words WORDS = Words.of(Stream.of(
                            Stream.of("name"),
                            TRANSPORTS.stream(),
                            Stream.of("give_up_after", "fallback", "fallback_after", "template_file"))
                    .flatMap(words -> words)
                    .toArray(String[]::new))
            .refusing(refused());

    private final CredentialReader credentials;
    private final Map<String, Function<Value, Optional<Transport>>> transports;

    ReceiverReader(UnaryOperator<Path> located) {
        this.credentials = new CredentialReader(located);
        this.transports = Map.of(
                "rocketchat", new RocketChatReader(credentials)::read,
                "slack", new SlackReader(credentials)::read,
                "webhook", new WebhookReader(credentials)::read,
                "email", new EmailReader(credentials)::read,
                "pagerduty", new PagerDutyReader(credentials)::read);
    }

    /** A receiver and where the file defines it. */
    record Named(Receiver receiver, int line, String path) {}

    private static Map<String, String> refused() {
        Map<String, String> words = new HashMap<>(Map.of(
                "rocketchat_configs", "write rocketchat: {webhook_url_file: /path} instead",
                "slack_configs", "write slack: {webhook_url_file: /path} instead",
                "mattermost_configs", "write slack: {webhook_url_file: /path} instead, Mattermost takes the same",
                "webhook_configs", "write webhook: {url_file: /path} instead",
                "email_configs", "write email: {to: […], from: …, smarthost: host:port} instead",
                "pagerduty_configs", "write pagerduty: {routing_key_file: /path} instead"));
        Stream.of(
                        "discord",
                        "jira",
                        "msteams",
                        "msteamsv2",
                        "opsgenie",
                        "pushover",
                        "sns",
                        "telegram",
                        "victorops",
                        "webex",
                        "wechat")
                .forEach(kind -> words.put(
                        kind + "_configs", "Tocsin tells " + String.join(", ", TRANSPORTS) + "; use one of them"));
        words.put("send_resolved", "belongs to a route; move it there");
        words.put("template", "call it template_file");
        return words;
    }

    List<Named> read(Value section) {
        Map<String, Integer> lines = new HashMap<>();
        List<Named> found = new ArrayList<>();
        for (Value item : section.items()) {
            Keys keys = item.keys(WORDS);
            Optional<Transport> transport = transport(item, keys);
            Optional<String> templateFile = keys.get("template_file").flatMap(value -> templateFile(value, keys));
            Optional<Duration> giveUpAfter = keys.get("give_up_after").flatMap(ReceiverReader::giveUpAfter);
            Optional<Value> name = keys.get("name");
            if (name.isEmpty() && keys.isSound()) {
                item.problem("has no name; add name: …");
            }
            name.flatMap(ReceiverReader::name).ifPresent(text -> {
                Integer earlier = lines.putIfAbsent(text, name.get().line());
                if (earlier == null) {
                    found.add(new Named(
                            new Receiver(text, transport, giveUpAfter, fallback(text, keys), templateFile),
                            item.line(),
                            item.path()));
                } else {
                    name.get().problem("the receiver of line " + earlier + " has the same name; rename one of them");
                }
            });
        }
        return found;
    }

    /** How it is reached; in one way, since a batch is told once and not once for each. */
    private Optional<Transport> transport(Value item, Keys keys) {
        List<String> given =
                TRANSPORTS.stream().filter(key -> keys.get(key).isPresent()).toList();
        if (given.size() > 1) {
            item.problem("is reached by " + String.join(" and ", given)
                    + "; make a receiver of each, and let the route to the first go on with continue: true");
        }
        List<Transport> read = given.stream()
                .flatMap(key -> keys.get(key).stream()
                        .flatMap(value -> Objects.requireNonNull(transports.get(key)).apply(value).stream()))
                .toList();
        return read.stream().findFirst();
    }

    /** Whether it is a template is seen by who puts messages into words. */
    private Optional<String> templateFile(Value value, Keys keys) {
        List<String> given =
                TRANSPORTS.stream().filter(key -> keys.get(key).isPresent()).toList();
        if (given.isEmpty() && keys.isSound()) {
            value.problem("a receiver that is told nothing has no words; add rocketchat, slack or email, or remove it");
            return Optional.empty();
        }
        if (!given.isEmpty() && given.stream().noneMatch(WORDY::contains)) {
            value.problem(
                    "what " + given.getFirst() + " is sent has a fixed form; only rocketchat, slack and email have"
                            + " words of their own, remove it");
            return Optional.empty();
        }
        return credentials.file(value);
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
