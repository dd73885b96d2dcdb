package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The address of a webhook, which is a secret: whoever knows the path can post. */
final class WebhookAddress {
    /** Shorter parts, such as {@code hooks}, are no secrets, and hiding them would garble answers. */
    private static final int SHORTEST_SECRET = 8;

    private final URI uri;
    private final List<String> secrets;

    WebhookAddress(Secret url) {
        this.uri = URI.create(url.reveal());
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        String rawPath = Objects.requireNonNullElse(uri.getRawPath(), "");
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        String user = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        this.secrets = Stream.of(
                        Stream.of(url.reveal(), query, user), Stream.of(rawPath.split("/")), Stream.of(path.split("/")))
                .flatMap(parts -> parts)
                .filter(part -> part.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    URI uri() {
        return uri;
    }

    /** The text without any part of the address: servers like to repeat what was asked for. */
    String hiddenIn(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }
}
