package dev.tocsin.standalone;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** An address that somebody gave to a command. There may be a password in it, which nobody needs to see. */
final class HttpAddress {
    private HttpAddress() {}

    /** The address that this is; nothing when it is none of HTTP. What is none is not to be repeated. */
    static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text)).filter(url -> url.getHost() != null && isHttp(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    /** The address without a user, a password, slashes at its end and what else nobody needs to see. */
    static String shown(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = Objects.requireNonNullElse(url.getRawPath(), "").replaceFirst("/+$", "");
        return url.getScheme() + "://" + url.getHost() + port + path;
    }
}
