package dev.tocsin.kit.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings that every service has. */
public final class CommonSettings {
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,40}");

    /** The file of policy. */
    public static final Setting<Optional<Path>> CONFIG =
            Setting.optional("TOCSIN_CONFIG", Kind.PATH, "path of tocsin.yml; without one the built-in policy holds");

    /** What stands before every name in Kafka. */
    public static final Setting<String> TOPIC_PREFIX = Setting.of(
            "TOCSIN_TOPIC_PREFIX",
            new Kind<>(
                    "at most 40 letters, digits, dots, dashes and underscores",
                    text -> Optional.of(text)
                            .filter(prefix -> PREFIX.matcher(prefix).matches()),
                    prefix -> prefix,
                    false),
            "",
            "stands before the names of topics, consumer groups, application, transactional and client ids");

    /** Replicas of topics that are created. */
    public static final Setting<Integer> TOPIC_REPLICATION = Setting.of(
            "TOCSIN_TOPIC_REPLICATION",
            Kind.integer(0, 9),
            0,
            "replicas of topics that are created; 0 takes as many as there are brokers, three at most");

    /** All of them. */
    public static final Catalogue CATALOGUE = Catalogue.of("Every service", CONFIG, TOPIC_PREFIX, TOPIC_REPLICATION);

    private CommonSettings() {}
}
