package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Credential;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads secrets: each stands under its key, or in the file that {@code <key>_file} names. No sentence of it repeats one.
 *
 * @param located resolves a path of the policy's file
 */
record CredentialReader(UnaryOperator<Path> located) {
    private static final int LAST_PORT = 65535;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    /** A secret that is any text. */
    Optional<Credential> text(Keys keys, String key) {
        return read(keys, key, value -> text(value, key));
    }

    /** Posted as it is, it would be a wrong secret, and some servers lock an account out for that. */
    private static Optional<String> text(Value value, String key) {
        Optional<String> text = value.text();
        if (text.filter(given -> VARIABLE.matcher(given).matches()).isPresent()) {
            value.problem("names a variable, and nothing here is replaced; give " + key + "_file instead");
            return Optional.empty();
        }
        return text;
    }

    /** A secret that is an address. */
    Optional<Credential> address(Keys keys, String key, String expected) {
        return read(keys, key, value -> address(value, expected));
    }

    private Optional<Credential> read(Keys keys, String key, Function<Value, Optional<String>> inline) {
        Optional<Value> file = keys.get(key + "_file");
        return file.isPresent()
                ? file.flatMap(this::file).map(Credential.InFile::new)
                : keys.get(key).flatMap(inline).map(Credential.Inline::new);
    }

    /** Whether the key or its {@code _file} is given; both are a problem. */
    static boolean given(Value section, Keys keys, String key) {
        boolean inline = keys.get(key).isPresent();
        boolean file = keys.get(key + "_file").isPresent();
        if (inline && file) {
            section.problem("give one of " + key + " and " + key + "_file");
        }
        return inline || file;
    }

    /** A path, from the folder of the policy's file. */
    Optional<String> file(Value value) {
        try {
            return value.text().map(text -> located.apply(Path.of(text)).toString());
        } catch (InvalidPathException e) {
            value.problem("is no path of a file");
            return Optional.empty();
        }
    }

    /** An http or https address with a host. */
    static Optional<String> address(Value value, String expected) {
        Optional<String> text = value.text();
        if (text.isPresent() && !isWebAddress(text.get())) {
            value.problem(expected);
            return Optional.empty();
        }
        return text;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() <= LAST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
