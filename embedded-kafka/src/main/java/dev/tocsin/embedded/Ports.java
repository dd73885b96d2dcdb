package dev.tocsin.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ports of one run. One that was given was seen to be free; one that was chosen stays bound until Kafka listens
 * on it. A second lies between, or many when the disk stands still: time enough for another to get it.
 */
final class Ports implements ServerSocketFactory, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ports.class);

    private final int broker;
    private final int controller;
    /** Chosen ones that Kafka has not taken yet. */
    private final Map<Integer, ServerSocketChannel> held = new ConcurrentHashMap<>();

    /** Given ones. */
    Ports(int broker, int controller) {
        this.broker = broker;
        this.controller = controller;
    }

    static Ports choose(EmbeddedKafkaConfig config) {
        // Both are open at once, so that two free ones differ.
        ServerSocketChannel broker = listen(config.host(), config.port());
        ServerSocketChannel controller;
        try {
            controller = listen(config.host(), config.controllerPort());
        } catch (EmbeddedKafkaException e) {
            close(broker);
            throw e;
        }
        Ports ports =
                new Ports(broker.socket().getLocalPort(), controller.socket().getLocalPort());
        ports.holdChosen(config.port(), ports.broker, broker);
        ports.holdChosen(config.controllerPort(), ports.controller, controller);
        return ports;
    }

    int broker() {
        return broker;
    }

    int controller() {
        return controller;
    }

    private void holdChosen(int wanted, int port, ServerSocketChannel socket) {
        if (wanted == 0) {
            held.put(port, socket);
        } else {
            // Clients know it: they shall be refused, not left to wait, until there is a broker.
            close(socket);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel chosen = held.remove(address.getPort());
        if (chosen == null) {
            return ServerSocketFactory.INSTANCE.openServerSocket(listener, address, backlog, receiveBuffer);
        }
        chosen.configureBlocking(false);
        return chosen;
    }

    /** Lets go of what Kafka has not taken. */
    @Override
    public void close() {
        held.values().forEach(Ports::close);
        held.clear();
    }

    private static void close(ServerSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("a port could not be closed");
        }
    }

    private static ServerSocketChannel listen(String host, int port) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                // As Kafka does: connections of the last run that linger in TIME_WAIT must not hold a fixed port.
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnsupportedAddressTypeException e) {
                close(socket);
                throw new IOException("Protocol family not supported", e);
            } catch (IOException e) {
                close(socket);
                throw e;
            }
        } catch (IOException e) {
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
