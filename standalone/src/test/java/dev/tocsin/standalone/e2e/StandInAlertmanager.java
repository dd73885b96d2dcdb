package dev.tocsin.standalone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of Alertmanager's API v2 that is read, with alerts that a test makes up. */
final class StandInAlertmanager implements AutoCloseable {
    /** All that it asks to be shown. */
    static final String PASSWORD = "the password of this test";

    private final HttpServer server;
    private final Instant startedAt;
    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final List<String> groups = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    StandInAlertmanager(Instant startedAt) {
        this.startedAt = startedAt;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/am/api/v2/status", exchange -> answer(exchange, "{\"uptime\": \"" + this.startedAt + "\"}"));
        server.createContext(
                "/am/api/v2/receivers", exchange -> answer(exchange, "[{\"name\": \"tocsin\"}, {\"name\": \"mail\"}]"));
        server.createContext("/am/api/v2/alerts", exchange -> answer(exchange, alerts.toString()));
        server.createContext("/am/api/v2/alerts/groups", exchange -> answer(exchange, groups.toString()));
        server.start();
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        authorizations.add(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** It has this alert, and tells this receiver. */
    void fires(String id, Instant since, String receiver, String summary) {
        fires(id, since, receiver, summary, "not one");
    }

    /** The same, but a time interval mutes its group: the list of alerts does not show that. */
    void firesMuted(String id, Instant since, String receiver) {
        fires(id, since, receiver, "", "00000000000000aa");
        groups.add("""
                {"labels": {}, "receiver": {"name": "%s"}, "alerts": [
                  {"fingerprint": "00000000000000aa", "status": {"state": "active", "mutedBy": ["nights"]}}]}
                """.formatted(receiver));
    }

    private void fires(String id, Instant since, String receiver, String summary, String fingerprint) {
        alerts.add("""
                {"labels": {"alertname": "Load0", "id": "%s", "severity": "critical"},
                 "annotations": {"summary": "%s"}, "startsAt": "%s", "endsAt": "%s", "updatedAt": "%s",
                 "fingerprint": "%s", "receivers": [{"name": "%s"}],
                 "status": {"state": "active", "silencedBy": [], "inhibitedBy": [], "mutedBy": []}}
                """.formatted(id, summary, since, since.plusSeconds(86_400), since, fingerprint, receiver));
    }

    /** What it was shown, a text for each request. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** With a user, and the password as an address has it. */
    String url() {
        return "http://alice:" + PASSWORD.replace(" ", "%20") + "@127.0.0.1:"
                + server.getAddress().getPort() + "/am/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
