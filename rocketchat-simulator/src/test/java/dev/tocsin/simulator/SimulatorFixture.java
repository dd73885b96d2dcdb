package dev.tocsin.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A started simulator with a client of its own and a clock that is moved by hand. */
final class SimulatorFixture implements AutoCloseable {
    static final String CRITICAL = "#alerts-critical";
    static final String WARNING = "#alerts-warning";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    final SettableClock clock = new SettableClock();
    final RocketChatSimulator simulator;
    private final HttpClient client = HttpClient.newHttpClient();

    SimulatorFixture() {
        this(config -> config);
    }

    SimulatorFixture(UnaryOperator<SimulatorConfig> change) {
        simulator = new RocketChatSimulator(change.apply(SimulatorConfig.defaults(clock))).start();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : simulator.url() + path))
                .timeout(Duration.ofSeconds(5))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpResponse<String> hook(String contentType, String body) throws IOException {
        String url = simulator.webhookUrl(CRITICAL);
        return contentType.isEmpty() ? send("POST", url, body) : send("POST", url, body, "content-type", contentType);
    }

    HttpResponse<String> hook(String json) throws IOException {
        return hook("application/json", json);
    }

    HttpResponse<String> rest(String method, String path, String body) throws IOException {
        BotAccount bot = simulator.bot();
        return send(
                method,
                "/api/v1/" + path,
                body,
                "content-type",
                "application/json",
                "X-User-Id",
                bot.id(),
                "X-Auth-Token",
                bot.token());
    }

    HttpResponse<String> post(String action, String body) throws IOException {
        return rest("POST", action, body.replace('\'', '"'));
    }

    /** Sends with chat.sendMessage; single quotes stand for double ones, ROOM for the critical channel. */
    HttpResponse<String> sendMessage(String message) throws IOException {
        String room = simulator.roomId(CRITICAL);
        return post("chat.sendMessage", "{'message':" + message.replace("ROOM", room) + "}");
    }

    static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    static String error(HttpResponse<String> response) {
        return json(response).path("error").asString("");
    }

    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    void permit(Permission... permissions) {
        simulator.permit(Set.of(permissions));
    }

    @Override
    public void close() {
        simulator.close();
        client.shutdownNow();
    }
}
