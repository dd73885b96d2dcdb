package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

/** The address of a webhook, which is a secret: whoever knows the path can post. */
final class WebhookAddress {
    /** Shorter parts, such as {@code hooks}, are no secrets, and hiding them would garble answers. */
    private static final int SHORTEST_SECRET = 8;

    private final URI uri;
    private final HiddenWords secrets;

    WebhookAddress(Secret url) {
        this.uri = URI.create(url.reveal());
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        String rawPath = Objects.requireNonNullElse(uri.getRawPath(), "");
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        String user = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        this.secrets = new HiddenWords(Stream.of(
                        Stream.of(url.reveal(), query, user), Stream.of(rawPath.split("/")), Stream.of(path.split("/")))
                .flatMap(parts -> parts)
                .filter(part -> part.length() >= SHORTEST_SECRET)
                .toList());
    }

    URI uri() {
        return uri;
    }

    /** The text without any part of the address. */
    String hiddenIn(String text) {
        return secrets.hiddenIn(text);
    }
}
