package dev.tocsin.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The two ports of one run, seen to be free. */
record Ports(int broker, int controller) {

    static Ports choose(EmbeddedKafkaConfig config) {
        // Both are open at once, so that two free ones differ.
        try (ServerSocket broker = listen(config.host(), config.port());
                ServerSocket controller = listen(config.host(), config.controllerPort())) {
            return new Ports(broker.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new EmbeddedKafkaException("No port of " + config.host() + " can be closed: " + e.getMessage(), e);
        }
    }

    private static ServerSocket listen(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As Kafka does: connections of the last run that linger in TIME_WAIT must not hold a fixed port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new EmbeddedKafkaException(unusable(host, port, e), e);
        }
    }

    private static String unusable(String host, int port, IOException e) {
        if (port == 0) {
            return "The embedded Kafka cannot listen on %s (%s): choose an address of this machine."
                    .formatted(host, e.getMessage());
        }
        return "Port %d of %s cannot be used by the embedded Kafka (%s): stop what uses it, or choose another port."
                .formatted(port, host, e.getMessage());
    }
}
