package dev.tocsin.standalone;

import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.ingest.app.IngestApp;
import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.Signals;
import dev.tocsin.kit.settings.CommonSettings;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.SettingsReader;
import dev.tocsin.notifier.app.NotifierApp;
import dev.tocsin.notifier.app.NotifierConfig;
import dev.tocsin.notifier.app.RocketChatSettings;
import dev.tocsin.router.app.RouterApp;
import dev.tocsin.router.app.RouterConfig;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything in one process. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything in one process: an embedded Kafka, ingest, router and notifier.",
            "With no ROCKETCHAT_..., no TOCSIN_CONFIG and no KAFKA_BOOTSTRAP_SERVERS it also starts a Rocket.Chat"
                    + " simulator and posts there. With KAFKA_BOOTSTRAP_SERVERS it starts no Kafka."
        })
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "where Kafka and the router keep their data (default: ./data)")
    private Path data;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    UpCommand() {}

    @Override
    public Integer call() {
        Map<String, String> given = Launch.reader().texts();
        boolean ownKafka = !given.containsKey(KafkaSettings.BOOTSTRAP_SERVERS);
        boolean simulated = ownKafka
                && !given.containsKey(CommonSettings.CONFIG.name())
                && given.keySet().stream().noneMatch(name -> name.startsWith("ROCKETCHAT_"));
        Optional<EmbeddedKafkaConfig> broker = ownKafka
                ? Optional.of(EmbeddedBroker.config(Launch.ownSettings(), data.resolve("kafka")))
                : Optional.empty();
        Map<String, String> instead = new HashMap<>();
        broker.ifPresent(config -> instead.put(KafkaSettings.BOOTSTRAP_SERVERS, config.host() + ":" + config.port()));
        Launch launch = Launch.read(
                reader(given), instead, IngestSettings.CATALOGUE, RouterConfig.CATALOGUE, NotifierConfig.CATALOGUE);
        return run(launch, broker, simulated ? Optional.of(Simulator.of(launch.settings())) : Optional.empty());
    }

    /** The router's state lies beside Kafka's data, and nobody keeps a copy of it, unless that is set otherwise. */
    private SettingsReader reader(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Map<String, String> defaults = new HashMap<>();
        defaults.put(RouterConfig.STATE_DIR.name(), data.resolve("router").toString());
        if (!given.containsKey(KafkaSettings.BOOTSTRAP_SERVERS)) {
            defaults.put(RouterConfig.STANDBYS.name(), "0");
        }
        // A value in tocsin.env counts as given: the environment would win over it.
        defaults.keySet().removeAll(given.keySet());
        environment.putAll(defaults);
        return Launch.reader(environment);
    }

    private int run(Launch launch, Optional<EmbeddedKafkaConfig> broker, Optional<Simulator> simulator) {
        PrintWriter out = spec.commandLine().getOut();
        Running running = new Running(out);
        List<Component> components = new ArrayList<>();
        broker.ifPresent(config -> components.add(new EmbeddedBroker(config, running.stop())));
        simulator.ifPresent(components::add);
        NotifierConfig notifierConfig = NotifierConfig.of(launch.settings());
        if (simulator.isPresent()) {
            Map<String, Secret> hooks = simulator.get().hooks();
            notifierConfig = notifierConfig.withRocketChat(RocketChatSettings.ofWebhooks(hooks));
        }
        IngestApp ingest = Apps.ingest(launch);
        RouterApp router = Apps.router(launch);
        NotifierApp notifier = Apps.notifier(launch, notifierConfig);
        components.addAll(List.of(ingest, router, notifier));
        Signals.onHangup(launch.policy()::reload);
        return running.run("tocsin", components, () -> {
            out.println("  ingest       http://127.0.0.1:" + ingest.port() + "/webhook   (point Alertmanager here)");
            out.println("  router       http://127.0.0.1:" + router.port() + "/-/ready");
            out.println("  notifier     http://127.0.0.1:" + notifier.port() + "/-/ready");
            out.println(
                    broker.isPresent()
                            ? "  kafka        " + launch.kafka().bootstrapServers() + "   (embedded, data in "
                                    + broker.get().dataDir() + ")"
                            : "  kafka        " + launch.kafka().bootstrapServers() + "   (given, none was started)");
            simulator.ifPresent(chat -> out.println(
                    "  Rocket.Chat  " + chat.url() + "/   (a simulator, as no ROCKETCHAT_WEBHOOK_... is set)"));
        });
    }
}
