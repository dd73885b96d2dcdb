package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.ScriptedAlertLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server does with more than it can take, with clients that dawdle, and when it stops. */
class BoundsTest {
    private static final String BODY = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"1\"}}]}";

    private final ServerFixture fixture = ServerFixture.start();
    private final ScriptedAlertLog log = fixture.log;
    private final Bulkhead bulkhead = fixture.bulkhead;

    @AfterEach
    void stop() {
        fixture.close();
    }

    private CompletableFuture<HttpResponse<String>> post() {
        return fixture.client.sendAsync(fixture.webhook("/webhook", BODY).build(), BodyHandlers.ofString());
    }

    @Test
    void theFifthOfFourRequestsIsToldToComeBack() {
        log.hold();
        List<CompletableFuture<HttpResponse<String>>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(post());
        }
        await().until(() -> log.batches().size() == 4);

        HttpResponse<String> fifth = post().join();
        log.release();

        assertThat(fifth.statusCode()).isEqualTo(503);
        assertThat(fifth.body()).contains("Too many requests");
        assertThat(fifth.headers().firstValue("Retry-After")).contains("1");
        assertThat(four)
                .allSatisfy(future -> assertThat(future.join().statusCode()).isEqualTo(200));
        assertThat(log.batches()).hasSize(4);
    }

    @Test
    void aClientThatSendsHalfABodyHoldsNoPlace() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhook HTTP/1.1\r\nHost: x\r\nAuthorization: " + ServerFixture.TOKEN
                            + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"alerts\":")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await().until(() -> bulkhead.bytesTaken() == 10);

            assertThat(bulkhead.placesTaken()).isZero();
            assertThat(post().join().statusCode()).isEqualTo(200);
        }
        await().until(() -> bulkhead.bytesTaken() == 0);
    }

    @Test
    void aStopLetsRunningRequestsEnd() throws Exception {
        int port = fixture.server.port();
        log.hold();
        CompletableFuture<HttpResponse<String>> running = post();
        await().until(() -> log.batches().size() == 1);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(fixture.server::close);
        await().until(() -> !accepts(port));
        // Longer than Jetty lets silent connections live once it stops.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(stop).isNotDone();
        log.release();

        assertThat(running.join().statusCode()).isEqualTo(200);
        stop.join();
    }

    /** Whether new connections are served. */
    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write("GET /-/healthy HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
