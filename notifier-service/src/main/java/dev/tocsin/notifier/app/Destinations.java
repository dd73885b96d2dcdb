package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.Email;
import dev.tocsin.model.route.Transport.Email.Smarthost;
import dev.tocsin.model.route.Transport.RocketChatRoom;
import dev.tocsin.model.route.Transport.RocketChatRoom.RocketChatServer;
import dev.tocsin.notifier.mail.Envelope;
import dev.tocsin.notifier.mail.MailServer;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.pagerduty.PagerDutySender.Account;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.webhook.GenericWebhookSender.Target;
import dev.tocsin.notifier.webhook.WebhookSignature;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The address of every receiver, what is worth saying about them, and what is wrong.
 *
 * @param all by receiver
 * @param remarks for the log
 * @param problems that stop the start
 */
record Destinations(Map<String, Destination> all, List<String> remarks, List<String> problems) {
    private static final int LAST_PORT = 65535;

    static Destinations of(Policy policy, RocketChatSettings environment) {
        Destinations found = new Destinations(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        found.problems.addAll(environment.problems());
        found.remarks.addAll(environment.remarks());
        for (Receiver receiver : policy.receivers()) {
            receiver.transport()
                    .ifPresent(transport -> found.destination(policy, environment, receiver, transport)
                            .ifPresent(destination -> found.all.put(receiver.name(), destination)));
        }
        environment.bySetting().forEach((setting, severity) -> {
            if (policy.severities().named(severity).isEmpty()) {
                found.problems.add(setting + ": there is no severity " + severity + "; the severities are "
                        + policy.severities().ordered().stream()
                                .map(Severity::name)
                                .toList());
            }
        });
        found.checkFallbacks(policy);
        if (found.all.isEmpty() && found.problems.isEmpty()) {
            found.problems.add("no receiver has an address: set ROCKETCHAT_WEBHOOK_CRITICAL, or ROCKETCHAT_URL and"
                    + " ROCKETCHAT_ROOM_CRITICAL, or name receivers in the file that TOCSIN_CONFIG names");
        }
        return found;
    }

    /** How many lanes these receivers have where this is the only instance, with those that tell their fallbacks. */
    static int lanes(Policy policy, Set<String> receivers, Topics topics) {
        int each = receivers.stream()
                .mapToInt(name ->
                        policy.receiver(name).flatMap(Receiver::fallback).isPresent() ? 2 : 1)
                .sum();
        return each
                * policy.severities().ordered().stream()
                        .mapToInt(severity -> topics.severity(severity.name()).partitions())
                        .sum();
    }

    private void checkFallbacks(Policy policy) {
        for (Receiver receiver : policy.receivers()) {
            receiver.fallback()
                    .map(Fallback::receiver)
                    .filter(name -> all.containsKey(receiver.name()) && !all.containsKey(name) && problems.isEmpty())
                    .ifPresent(name ->
                            problems.add("receiver " + receiver.name() + ": its fallback " + name + " has no address"));
        }
    }

    private Optional<Destination> destination(
            Policy policy, RocketChatSettings environment, Receiver receiver, Transport transport) {
        return switch (transport) {
            case Transport.RocketChatWebhook(Credential url) ->
                address(receiver, "webhook_url_file", url).map(Destination.Webhook::new);
            case RocketChatRoom(String room, Optional<RocketChatServer> server) ->
                server.map(own -> connection(receiver, own))
                        .orElseGet(() -> connection(receiver, environment))
                        .map(connection -> new Destination.Room(connection, room));
            case Transport.RocketChatFromEnvironment(String severity) ->
                fromEnvironment(policy, environment, receiver, severity);
            case Transport.SlackWebhook(Credential url) ->
                address(receiver, "webhook_url_file", url).map(Destination.Slack::new);
            case Transport.Webhook webhook -> webhook(receiver, webhook);
            case Transport.Email email -> mail(receiver, email);
            case Transport.PagerDuty(Credential key, String url) ->
                read(receiver, "routing_key_file", key)
                        .map(secret -> new Destination.PagerDuty(new Account(URI.create(url), secret)));
        };
    }

    private Optional<Destination> webhook(Receiver receiver, Transport.Webhook webhook) {
        Optional<Secret> url = address(receiver, "url_file", webhook.url());
        Optional<Secret> secret = webhook.secret().flatMap(given -> read(receiver, "secret_file", given));
        if (secret.filter(given -> !WebhookSignature.isSecret(given)).isPresent()) {
            problems.add("receiver " + receiver.name()
                    + ": its secret is none of Standard Webhooks; expected whsec_ and" + " 24 to 64 bytes as base64");
            return Optional.empty();
        }
        return url.filter(any -> webhook.secret().isPresent() == secret.isPresent())
                .map(address -> new Destination.AnyWebhook(new Target(receiver.name(), address, secret)));
    }

    private Optional<Destination> mail(Receiver receiver, Email email) {
        Smarthost host = email.server();
        Optional<Login> login = host.account()
                .flatMap(account -> read(receiver, "auth_password_file", account.password())
                        .map(password -> new Login(account.user(), password)));
        if (host.account().isPresent() && login.isEmpty()) {
            return Optional.empty();
        }
        MailServer server =
                new MailServer(host.host(), host.port(), MailServer.tls(host.port(), host.requireTls()), login);
        return Optional.of(new Destination.Mail(server, new Envelope(email.from(), email.to())));
    }

    private Optional<RestConnection> connection(Receiver receiver, RocketChatServer server) {
        return read(receiver, "token_file", server.token())
                .map(token -> new RestConnection(URI.create(server.url()), server.userId(), token));
    }

    private Optional<RestConnection> connection(Receiver receiver, RocketChatSettings environment) {
        Optional<RestConnection> connection = environment.connection();
        if (connection.isEmpty() && environment.problems().isEmpty()) {
            problems.add("receiver " + receiver.name() + " has a room but no server: set ROCKETCHAT_URL,"
                    + " ROCKETCHAT_USER_ID and ROCKETCHAT_TOKEN, or give it a url, user_id and token_file");
        }
        return connection;
    }

    private Optional<Destination> fromEnvironment(
            Policy policy, RocketChatSettings environment, Receiver receiver, String severity) {
        Set<String> wanted = Policy.wantedBy(policy.route(), policy.severities());
        Map<String, Destination> given = environment.destinations();
        Optional<String> from = nearest(policy.severities(), severity, given.keySet());
        String own = (environment.connection().isPresent() ? "ROCKETCHAT_ROOM_" : "ROCKETCHAT_WEBHOOK_")
                + RocketChatSettings.word(severity);
        if (from.isEmpty()) {
            if (wanted.contains(receiver.name()) && environment.problems().isEmpty()) {
                problems.add("a route leads to " + receiver.name() + ", but no " + own + " is set");
            }
            return Optional.empty();
        }
        if (!from.get().equals(severity) && wanted.contains(receiver.name())) {
            remarks.add(own + " is not set: " + receiver.name() + " uses " + environment.named(from.get()));
        }
        return from.map(given::get);
    }

    /** The severity whose address serves this one: itself, the next more urgent one that has one, else the next less. */
    private static Optional<String> nearest(Severities severities, String severity, Set<String> given) {
        int rank = severities.rank(severity);
        int count = severities.ordered().size();
        return Stream.concat(
                        IntStream.rangeClosed(0, rank).mapToObj(step -> rank - step),
                        IntStream.range(rank + 1, count).boxed())
                .filter(at -> at < count)
                .map(at -> severities.ordered().get(at).name())
                .filter(given::contains)
                .findFirst();
    }

    private Optional<Secret> address(Receiver receiver, String key, Credential url) {
        return read(receiver, key, url).filter(secret -> isAddress(receiver, url, secret.reveal()));
    }

    private boolean isAddress(Receiver receiver, Credential from, String url) {
        String where = from instanceof Credential.InFile(String path) ? path : "its address";
        try {
            boolean http = url.startsWith("http://") || url.startsWith("https://");
            // A host with an underscore, say, is none to Java, and nothing could ever be posted there.
            URI address = URI.create(url);
            if (http && address.getHost() != null && address.getPort() <= LAST_PORT) {
                return true;
            }
            problems.add(
                    "receiver " + receiver.name() + ": " + where + " holds no http:// or https:// address with a host");
        } catch (IllegalArgumentException e) {
            // Its text would show the address.
            problems.add("receiver " + receiver.name() + ": what " + where + " holds is no address");
        }
        return false;
    }

    /** A secret, from its file if it has one. */
    private Optional<Secret> read(Receiver receiver, String key, Credential credential) {
        return switch (credential) {
            case Credential.Inline(String text) -> Optional.of(Secret.of(text));
            case Credential.InFile(String path) -> inFile(receiver, key, path);
        };
    }

    private Optional<Secret> inFile(Receiver receiver, String key, String path) {
        try {
            String text = Files.readString(Path.of(path)).strip();
            if (!text.isEmpty() && text.lines().count() == 1) {
                return Optional.of(Secret.of(text));
            }
            String what = text.isEmpty() ? " is empty" : " has several lines; expected the secret alone";
            problems.add("receiver " + receiver.name() + ": " + key + " " + path + what);
        } catch (IOException e) {
            problems.add("receiver " + receiver.name() + ": " + key + " " + path + " can't be read");
        }
        return Optional.empty();
    }
}
