package dev.tocsin.router.app;

import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;

/**
 * How a router runs.
 *
 * @param topics all names in Kafka
 * @param kafka where Kafka is
 * @param replicas of a topic that is created, or {@link dev.tocsin.wire.topic.TopicSetup#AUTOMATIC}
 * @param stateDir where the stores are; each router has its own
 * @param threads that route, at least one
 * @param standbys copies of the stores on other routers
 * @param admin where the admin paths are
 */
public record RouterConfig(
        Topics topics,
        KafkaSettings kafka,
        short replicas,
        Path stateDir,
        int threads,
        int standbys,
        ListenAddress admin) {
    /** The port of the admin paths. */
    public static final Setting<Integer> PORT =
            Setting.of("TOCSIN_ROUTER_PORT", Kind.PORT, 8094, "Port of the router's admin paths");

    /** The address of the admin paths. */
    public static final Setting<String> HOST =
            Setting.of("TOCSIN_ROUTER_HOST", Kind.TEXT, "127.0.0.1", "Address the router's admin paths listen on");

    /** Where the stores are. */
    public static final Setting<Path> STATE_DIR = Setting.of(
            "TOCSIN_ROUTER_STATE_DIR",
            Kind.PATH,
            Path.of("data", "router"),
            "Folder of the router's state; each router needs its own, and finds its state there after a restart");

    /** How many threads route. */
    public static final Setting<Integer> THREADS = Setting.of(
            "TOCSIN_ROUTER_THREADS", Kind.integer(1, 64), 1, "Threads that route; more than partitions are idle");

    /** How many copies of the state others keep. */
    public static final Setting<Integer> STANDBYS = Setting.of(
            "TOCSIN_ROUTER_STANDBYS",
            Kind.integer(0, 3),
            1,
            "Copies of the state that other routers keep, so that one takes over without restoring it first");

    /** All settings that are the router's own. */
    public static final Catalogue CATALOGUE = Catalogue.of("Router", PORT, HOST, STATE_DIR, THREADS, STANDBYS);

    /** Makes the folder absolute. */
    public RouterConfig {
        stateDir = stateDir.toAbsolutePath().normalize();
    }

    /** What these settings say, with what all services share. */
    public static RouterConfig of(Settings settings, Topics topics, KafkaSettings kafka, short replicas) {
        return new RouterConfig(
                topics,
                kafka,
                replicas,
                settings.get(STATE_DIR),
                settings.get(THREADS),
                settings.get(STANDBYS),
                new ListenAddress(settings.get(HOST), settings.get(PORT)));
    }
}
