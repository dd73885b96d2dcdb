package dev.tocsin.wire.policy;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.model.route.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in words where an alert would go and why: what {@code tocsin check --route} prints. */
public final class RouteExplanation {
    private final Policy policy;
    private final Alert alert;
    private final Severity severity;
    /** By identity: two nodes of the tree may well be equal. */
    private final IdentityHashMap<Route, String> paths = new IdentityHashMap<>();

    private final Map<String, String> addressedBy = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private RouteExplanation(Policy policy, Alert alert) {
        this.policy = policy;
        this.alert = alert;
        this.severity = policy.severities().of(alert);
        locate("route", policy.route());
    }

    /**
     * The lines for an alert with these labels.
     *
     * @throws IllegalArgumentException when there are no labels
     */
    public static List<String> of(Policy policy, Map<String, String> labels) {
        Alert alert = new Alert(
                Status.FIRING, new TreeMap<>(labels), Collections.emptyNavigableMap(), Instant.EPOCH, null, "");
        return new RouteExplanation(policy, alert).explained();
    }

    private void locate(String path, Route route) {
        paths.put(route, path);
        for (int i = 0; i < route.routes().size(); i++) {
            locate(path + ".routes[" + i + "]", route.routes().get(i));
        }
    }

    private List<String> explained() {
        lines.add("severity " + severity.name() + ": " + why());
        policy.route().match(alert).forEach(this::explain);
        return List.copyOf(lines);
    }

    private String why() {
        String value = alert.label(Severities.LABEL);
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return "the alert has no label severity, and this is the default";
        }
        if (word.equals(severity.name())) {
            return "so says its label severity";
        }
        if (severity.answersTo(value)) {
            return "the label severity=\"" + value + "\" is an alias of it";
        }
        return "no severity is called \"" + value + "\", and this is the default";
    }

    private void explain(Route route) {
        String path = paths.getOrDefault(route, "route");
        String name = route.receiverFor(severity);
        String earlier = addressedBy.putIfAbsent(name, path);
        lines.add(path + " " + condition(route) + " -> " + name);
        if (earlier != null) {
            lines.add("  addressed already by " + earlier + ", and told once");
            return;
        }
        lines.add("  receiver: "
                + policy.receiver(name).map(RouteExplanation::reached).orElse("not defined"));
        lines.add("  group: " + route.groupOf(alert));
        lines.add("  resolved: " + (route.sendResolved() ? "told" : "not told"));
    }

    private static String condition(Route route) {
        return route.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String reached(Receiver receiver) {
        return receiver.transport().map(RouteExplanation::reached).orElse("no transport, mutes");
    }

    private static String reached(Transport transport) {
        return switch (transport) {
            case Transport.RocketChatWebhook(Credential.Inline hook) -> "Rocket.Chat, webhook in this file";
            case Transport.RocketChatWebhook(Credential.InFile(String path)) -> "Rocket.Chat, webhook in " + path;
            case Transport.RocketChatRoom(String room, var server) ->
                "Rocket.Chat, room " + room
                        + server.map(own -> " at " + own.url()).orElse(" at ROCKETCHAT_URL");
            case Transport.RocketChatFromEnvironment hook ->
                "Rocket.Chat, from the environment, ROCKETCHAT_…_"
                        + hook.severity().toUpperCase(Locale.ROOT).replace('-', '_');
            case Transport.SlackWebhook(Credential url) -> "Slack, webhook " + stands(url);
            case Transport.Webhook(Credential url, var secret) ->
                "webhook, address " + stands(url) + (secret.isPresent() ? ", signed" : ", not signed");
            case Transport.Email(List<String> to, String from, var server) ->
                "e-mail to " + String.join(", ", to) + " by " + server.host() + ":" + server.port();
            case Transport.PagerDuty(Credential key, String url) -> "PagerDuty, routing key " + stands(key);
        };
    }

    private static String stands(Credential credential) {
        return switch (credential) {
            case Credential.Inline text -> "in this file";
            case Credential.InFile(String path) -> "in " + path;
        };
    }
}
