package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Severity;
import dev.tocsin.model.route.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The address of every receiver, what is worth saying about them, and what is wrong.
 *
 * @param hooks by receiver
 * @param remarks for the log
 * @param problems that stop the start
 */
record ReceiverHooks(Map<String, Secret> hooks, List<String> remarks, List<String> problems) {

    static ReceiverHooks of(Policy policy, Map<String, Secret> webhooks) {
        ReceiverHooks found = new ReceiverHooks(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Receiver receiver : policy.receivers()) {
            receiver.transport().ifPresent(transport -> found.add(policy, webhooks, receiver, transport));
        }
        for (String severity : webhooks.keySet()) {
            if (policy.severities().named(severity).isEmpty()) {
                found.problems.add("ROCKETCHAT_WEBHOOK_" + word(severity) + ": there is no severity " + severity
                        + "; the severities are "
                        + policy.severities().ordered().stream()
                                .map(Severity::name)
                                .toList());
            }
        }
        if (found.hooks.isEmpty() && found.problems.isEmpty()) {
            found.problems.add("no receiver has an address: set ROCKETCHAT_WEBHOOK_CRITICAL, or name receivers in"
                    + " the file that TOCSIN_CONFIG names");
        }
        return found;
    }

    private void add(Policy policy, Map<String, Secret> webhooks, Receiver receiver, Transport transport) {
        switch (transport) {
            case Transport.RocketChatWebhook(String url) -> hooks.put(receiver.name(), Secret.of(url));
            case Transport.RocketChatWebhookFile(String file) -> fromFile(receiver, file);
            case Transport.RocketChatFromEnvironment(String severity) ->
                fromEnvironment(policy, webhooks, receiver, severity);
        }
    }

    private void fromEnvironment(Policy policy, Map<String, Secret> webhooks, Receiver receiver, String severity) {
        Set<String> wanted = Policy.wantedBy(policy.route(), policy.severities());
        Optional<String> from = nearest(policy.severities(), severity, webhooks);
        if (from.isEmpty()) {
            if (wanted.contains(receiver.name())) {
                problems.add("a route leads to " + receiver.name() + ", but no ROCKETCHAT_WEBHOOK_" + word(severity)
                        + " is set");
            }
            return;
        }
        from.map(webhooks::get).ifPresent(hook -> hooks.put(receiver.name(), hook));
        if (!from.get().equals(severity) && wanted.contains(receiver.name())) {
            remarks.add("ROCKETCHAT_WEBHOOK_" + word(severity) + " is not set: " + receiver.name()
                    + " uses ROCKETCHAT_WEBHOOK_" + word(from.get()));
        }
    }

    /** The severity whose hook serves this one: itself, the next more urgent one that has one, else the next less. */
    private static Optional<String> nearest(Severities severities, String severity, Map<String, Secret> webhooks) {
        int rank = severities.rank(severity);
        int count = severities.ordered().size();
        return Stream.concat(
                        IntStream.rangeClosed(0, rank).mapToObj(step -> rank - step),
                        IntStream.range(rank + 1, count).boxed())
                .filter(at -> at < count)
                .map(at -> severities.ordered().get(at).name())
                .filter(webhooks::containsKey)
                .findFirst();
    }

    private void fromFile(Receiver receiver, String file) {
        try {
            String url = Files.readString(Path.of(file)).strip();
            boolean http = url.startsWith("http://") || url.startsWith("https://");
            // A host with an underscore, say, is none to Java, and nothing could ever be posted there.
            if (http && URI.create(url).getHost() != null) {
                hooks.put(receiver.name(), Secret.of(url));
            } else {
                problems.add("receiver " + receiver.name() + ": " + file
                        + " holds no http:// or https:// address with a host");
            }
        } catch (IOException e) {
            problems.add("receiver " + receiver.name() + ": webhook_url_file " + file + " can't be read");
        } catch (IllegalArgumentException e) {
            // Its text would show the address.
            problems.add("receiver " + receiver.name() + ": what " + file + " holds is no address");
        }
    }

    private static String word(String severity) {
        return severity.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
