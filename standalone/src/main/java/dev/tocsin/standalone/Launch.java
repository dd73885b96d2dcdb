package dev.tocsin.standalone;

import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.kit.logging.Logging;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.CommonSettings;
import dev.tocsin.kit.settings.Family;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.kit.settings.SettingsException;
import dev.tocsin.kit.settings.SettingsReader;
import dev.tocsin.notifier.app.NotifierConfig;
import dev.tocsin.router.app.RouterConfig;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command was told by its environment, read once.
 *
 * @param settings of all services
 * @param kafka where Kafka is
 * @param policy what tocsin.yml says, now and after it was read again
 */
record Launch(Settings settings, KafkaSettings kafka, PolicySource policy) {
    /** Settings of the launcher script and of the processes around the services. */
    static final class Own {
        static final Setting<Optional<Path>> JAVA_HOME =
                Setting.optional("TOCSIN_JAVA_HOME", Kind.PATH, "folder of the JDK that ./tocsin uses, 25 or newer");
        static final Setting<Optional<String>> JAVA_OPTS =
                Setting.optional("TOCSIN_JAVA_OPTS", Kind.TEXT, "further options for the JVM that ./tocsin starts");
        static final Setting<Integer> BROKER_PORT = Setting.of(
                "TOCSIN_BROKER_PORT",
                Kind.PORT,
                9092,
                "port of the embedded Kafka of up and kafka; 0 takes a free one");
        static final Setting<String> BROKER_HOST = Setting.of(
                "TOCSIN_BROKER_HOST",
                Kind.TEXT,
                "127.0.0.1",
                "address of this machine that the embedded Kafka of up and kafka listens on and tells its clients; it asks nobody who they are");
        static final Setting<Integer> SIMULATOR_PORT = Setting.of(
                "TOCSIN_SIMULATOR_PORT", Kind.PORT, 8099, "port of the Rocket.Chat simulator; 0 takes a free one");
        static final Setting<String> SIMULATOR_HOST = Setting.of(
                "TOCSIN_SIMULATOR_HOST", Kind.TEXT, "127.0.0.1", "address that the Rocket.Chat simulator listens on");
        static final Family<String> KAFKA = new Family<>(
                KafkaSettings.OWN_PREFIX, "PROPERTY", Kind.TEXT, "any property of a Kafka client, by its name");
        static final Catalogue CATALOGUE = Catalogue.of(
                        "The tocsin command",
                        JAVA_HOME,
                        JAVA_OPTS,
                        BROKER_PORT,
                        BROKER_HOST,
                        SIMULATOR_PORT,
                        SIMULATOR_HOST)
                .with(KAFKA);

        private Own() {}
    }

    /** Every setting there is, in the order of the docs. */
    static final List<Catalogue> CATALOGUES = List.of(
            CommonSettings.CATALOGUE,
            IngestSettings.CATALOGUE,
            RouterConfig.CATALOGUE,
            NotifierConfig.CATALOGUE,
            Logging.CATALOGUE,
            Own.CATALOGUE);

    private static final Logger log = LoggerFactory.getLogger(Launch.class);
    private static final Path ENV_FILE = Path.of("tocsin.env");

    /** Reads everything; {@code KAFKA_BOOTSTRAP_SERVERS} must be given. */
    static Launch read(Catalogue... wanted) {
        return read(reader(), Map.of(), wanted);
    }

    /** The source of all settings: the environment, then {@code ./tocsin.env}. */
    static SettingsReader reader() {
        return reader(System.getenv());
    }

    /** The same with another environment. */
    static SettingsReader reader(Map<String, String> environment) {
        return SettingsReader.of(environment).withFileIfPresent(ENV_FILE).knowing(CATALOGUES.toArray(Catalogue[]::new));
    }

    /** The settings of this command alone, which need no Kafka. */
    static Settings ownSettings() {
        List<String> problems = new ArrayList<>();
        Optional<Settings> settings = settings(reader(), problems);
        if (!problems.isEmpty()) {
            throw new WrongUsageException(String.join("\n", problems));
        }
        settings.ifPresent(Logging::configure);
        return settings.orElseThrow();
    }

    /**
     * Reads everything, with some texts in place of what was given.
     *
     * @throws WrongUsageException with every problem
     */
    static Launch read(SettingsReader reader, Map<String, String> instead, Catalogue... wanted) {
        List<String> problems = new ArrayList<>();
        Optional<Settings> settings = settings(reader, problems, wanted);
        settings.ifPresent(Logging::configure);
        Map<String, String> texts = new HashMap<>(reader.texts());
        texts.putAll(instead);
        Optional<KafkaSettings> kafka = Optional.empty();
        switch (KafkaSettings.read(texts)) {
            case KafkaSettings.Read.Good(KafkaSettings good) -> kafka = Optional.of(good);
            case KafkaSettings.Read.Bad(List<String> bad) -> problems.addAll(bad);
        }
        Optional<PolicySource> policy =
                settings.map(read -> PolicySource.read(read.get(CommonSettings.CONFIG), problems));
        if (!problems.isEmpty()) {
            throw new WrongUsageException(String.join("\n", problems));
        }
        kafka.filter(read -> !read.leftAlone().isEmpty())
                .ifPresent(read -> log.atInfo()
                        .addKeyValue("names", read.leftAlone())
                        .log("KAFKA_ names that are no client's properties are left alone"));
        return new Launch(settings.orElseThrow(), kafka.orElseThrow(), policy.orElseThrow());
    }

    private static Optional<Settings> settings(SettingsReader reader, List<String> problems, Catalogue... wanted) {
        List<Catalogue> all = new ArrayList<>(List.of(wanted));
        all.addAll(List.of(CommonSettings.CATALOGUE, Logging.CATALOGUE, Own.CATALOGUE));
        try {
            return Optional.of(reader.read(all.toArray(Catalogue[]::new)));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    /** The names in Kafka. */
    Topics topics() {
        return new Topics(settings.get(CommonSettings.TOPIC_PREFIX));
    }

    /** Replicas of topics that are created. */
    short replicas() {
        int replicas = settings.get(CommonSettings.TOPIC_REPLICATION);
        return replicas == 0 ? TopicSetup.AUTOMATIC : (short) replicas;
    }
}
