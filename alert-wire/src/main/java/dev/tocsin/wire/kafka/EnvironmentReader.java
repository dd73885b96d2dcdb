package dev.tocsin.wire.kafka;

import dev.tocsin.wire.kafka.KafkaSettings.Read;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sorts the environment into properties, names that are none of ours, and problems. */
final class EnvironmentReader {
    private static final String FILE = "_FILE";
    private static final int MAX_FILE_BYTES = 1 << 20;
    /** What Kubernetes adds for each Service: one that is called kafka would else look like settings. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT.*|_PORT_\\d+_TCP.*)");

    private static final Pattern ADDRESSES = Pattern.compile("\\s*ADDRESS\\s*(,\\s*ADDRESS\\s*)*"
            .replace("ADDRESS", "([A-Za-z_]+://)?(\\[[0-9A-Fa-f:.%]+\\]|[A-Za-z0-9._-]+):\\d{1,5}"));

    private final Map<String, String> properties = new HashMap<>();
    /** Which name set a property, so that a contradiction can be told. */
    private final Map<String, String> sources = new HashMap<>();

    private final List<String> leftAlone = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Read read(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!isServiceLink(name, value)) {
                read(name, value);
            }
        });
        String servers = properties.remove(ClientProperties.BOOTSTRAP_SERVERS);
        if (servers == null) {
            problems.add(KafkaSettings.BOOTSTRAP_SERVERS + " is not set; give it the host:port of a broker");
        } else if (!ADDRESSES.matcher(servers).matches()) {
            problems.add(sources.get(ClientProperties.BOOTSTRAP_SERVERS)
                    + " is no list of brokers; expected host:port, separated by commas");
        }
        return servers == null || !problems.isEmpty()
                ? new Read.Bad(problems)
                : new Read.Good(new KafkaSettings(servers.strip(), properties, leftAlone));
    }

    private static boolean isServiceLink(String name, String value) {
        // Only names in _PORT: a broker list that was given as tcp://... must be refused below, not vanish here.
        return SERVICE_LINK.matcher(name).matches() || (name.endsWith("_PORT") && value.startsWith("tcp://"));
    }

    private void read(String name, String value) {
        boolean own = name.startsWith(KafkaSettings.OWN_PREFIX);
        if (!own && !name.startsWith(KafkaSettings.PREFIX)) {
            return;
        }
        String rest = name.substring((own ? KafkaSettings.OWN_PREFIX : KafkaSettings.PREFIX).length());
        String property = property(rest);
        Optional<String> secret = secretOfFile(rest);
        if (ClientProperties.isGuarded(property)) {
            problems.add(
                    name + " is refused: Tocsin sets " + property + " itself, its guarantees rest on it; remove it");
        } else if (secret.isPresent()) {
            content(name, value).ifPresent(content -> put(secret.get(), content, name));
        } else if (own && property.isEmpty()) {
            problems.add(name + " names no property; expected " + KafkaSettings.OWN_PREFIX + "<PROPERTY>");
        } else if (own || ClientProperties.isKnown(property)) {
            put(property, value, name);
        } else {
            leftAlone.add(name);
        }
    }

    private static String property(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Only secrets may stand in files: Kafka has properties of its own that end in {@code .file}. */
    private static Optional<String> secretOfFile(String name) {
        return Stream.of(name)
                .filter(text -> text.endsWith(FILE))
                .map(text -> property(text.substring(0, text.length() - FILE.length())))
                .filter(ClientProperties::isSecret)
                .findFirst();
    }

    private Optional<String> content(String name, String file) {
        if (file.isBlank()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            String content = new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8).strip();
            if (content.isEmpty()) {
                problems.add(name + ": the file is empty");
            }
            return Optional.of(content);
        } catch (IOException | InvalidPathException e) {
            // Not the message: whoever put the secret itself here would find it in the log.
            problems.add(name + ": the file can't be read (" + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }

    /** An empty value counts as none: compose files pass {@code ${X:-}} on. */
    private void put(String property, String value, String name) {
        if (value.isBlank()) {
            return;
        }
        ClientProperties.expectedInsteadOf(value, property)
                .ifPresent(expected -> problems.add(name + " is no value for " + property + "; expected " + expected));
        String earlier = properties.putIfAbsent(property, value);
        if (earlier == null) {
            sources.put(property, name);
        } else if (!earlier.equals(value)) {
            problems.add(sources.get(property) + " and " + name + " set " + property
                    + " to different values; remove one of them");
        }
    }
}
