package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final EmbeddedKafkaConfig CHOSEN = EmbeddedKafkaConfig.inFolder(Path.of("data"));

    @Test
    void keepsWhatItChoseUntilKafkaListensThere() throws Exception {
        try (Ports ports = Ports.choose(CHOSEN)) {
            for (int port : new int[] {ports.broker(), ports.controller()}) {
                assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(port));
                try (ServerSocketChannel kafka = open(ports, port)) {
                    assertThat(kafka.isBlocking()).isFalse();
                    assertThat(kafka.getLocalAddress()).isEqualTo(address(port));
                }
            }
        }
    }

    @Test
    void letsGoOfWhatNobodyTook() throws Exception {
        Ports ports = Ports.choose(CHOSEN);
        ports.close();
        ports.close();
        bind(ports.broker());
        bind(ports.controller());
    }

    @Test
    void leavesAGivenPortFreeSoThatClientsAreRefusedAndNotLeftWaiting() throws Exception {
        int given;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            given = free.getLocalPort();
        }
        try (Ports ports = Ports.choose(CHOSEN.withPort(given))) {
            assertThat(ports.broker()).isEqualTo(given);
            bind(given);
            try (ServerSocketChannel kafka = open(ports, given)) {
                assertThat(kafka.getLocalAddress()).isEqualTo(address(given));
            }
        }
    }

    private static ServerSocketChannel open(Ports ports, int port) throws Exception {
        return ports.openServerSocket("ANY", address(port), 50, -1);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** As another process would, for a moment. */
    private static void bind(int port) throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(port));
        }
    }
}
