package dev.tocsin.embedded;

import java.nio.file.Path;

/**
 * Where an embedded Kafka keeps its data, where it listens and how safe a write is.
 *
 * @param dataDir its own folder, created when missing
 * @param host the address it binds and announces, so one that clients can reach
 * @param port the port for clients; 0 takes a free one at every start
 * @param controllerPort the port it uses for itself; 0 takes a free one at every start
 * @param durability when a write counts as done
 */
public record EmbeddedKafkaConfig(Path dataDir, String host, int port, int controllerPort, Durability durability) {

    private static final int MAX_PORT = 65_535;

    /** When an acknowledged write is on the disk. */
    public enum Durability {
        /** Before it is acknowledged: it survives a power cut. */
        SYNC,
        /** When the operating system writes it: it survives a {@code kill -9}, but not a power cut. */
        PAGE_CACHE
    }

    /** Refuses what Kafka could not use. */
    public EmbeddedKafkaConfig {
        dataDir = dataDir.toAbsolutePath().normalize();
        if (dataDir.toString().contains(",")) {
            // Kafka's log.dirs is a list that is split at commas and knows no quoting.
            throw new IllegalArgumentException("dataDir must not contain a comma: " + dataDir);
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (host.equals("0.0.0.0") || host.equals("::")) {
            throw new IllegalArgumentException("host must be an address that clients can connect to, not " + host);
        }
        requirePort("port", port);
        requirePort("controllerPort", controllerPort);
        if (port != 0 && port == controllerPort) {
            throw new IllegalArgumentException("port and controllerPort are both " + port);
        }
    }

    /** On free loopback ports, every write synced. */
    public static EmbeddedKafkaConfig inFolder(Path dataDir) {
        return new EmbeddedKafkaConfig(dataDir, "127.0.0.1", 0, 0, Durability.SYNC);
    }

    /** The same with another address. */
    public EmbeddedKafkaConfig withHost(String newHost) {
        return new EmbeddedKafkaConfig(dataDir, newHost, port, controllerPort, durability);
    }

    /** The same with another port for clients. */
    public EmbeddedKafkaConfig withPort(int newPort) {
        return new EmbeddedKafkaConfig(dataDir, host, newPort, controllerPort, durability);
    }

    /** The same with another port for the controller. */
    public EmbeddedKafkaConfig withControllerPort(int newPort) {
        return new EmbeddedKafkaConfig(dataDir, host, port, newPort, durability);
    }

    /** The same with another durability. */
    public EmbeddedKafkaConfig withDurability(Durability newDurability) {
        return new EmbeddedKafkaConfig(dataDir, host, port, controllerPort, newDurability);
    }

    private static void requirePort(String name, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new IllegalArgumentException(name + " must be between 0 and " + MAX_PORT + ", not " + value);
        }
    }
}
