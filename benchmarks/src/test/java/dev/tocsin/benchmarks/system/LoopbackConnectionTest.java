package dev.tocsin.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackConnectionTest {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK".getBytes(StandardCharsets.ISO_8859_1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void keepsItsConnection() throws IOException {
        answer(2);
        try (LoopbackConnection connection = connection()) {
            assertThat(connection.post(new byte[0])).isEqualTo(200);
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(connection.post(new byte[0])).isEqualTo(200);
        }
        assertThat(accepted).hasValue(1);
    }

    @Test
    void takesANewConnectionAfterAPauseInWhichTheServerMayHaveEndedIt() throws IOException {
        answer(1);
        try (LoopbackConnection connection = connection()) {
            assertThat(connection.post(new byte[0])).isEqualTo(200);
            nanos.addAndGet(Duration.ofSeconds(40).toNanos());
            assertThat(connection.post(new byte[0])).isEqualTo(200);
        }
        assertThat(accepted).hasValue(2);
    }

    private LoopbackConnection connection() throws IOException {
        return new LoopbackConnection(server.getLocalPort(), "/webhook", nanos::get);
    }

    /** Answers so many requests of each connection, then ends it. */
    private void answer(int requests) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    accepted.incrementAndGet();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                    for (int i = 0; i < requests; i++) {
                        while (!in.readLine().isEmpty()) {
                            // The head ends with an empty line, and there is no body.
                        }
                        socket.getOutputStream().write(ANSWER);
                    }
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }
}
