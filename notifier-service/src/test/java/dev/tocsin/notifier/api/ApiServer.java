package dev.tocsin.notifier.api;

import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.past.KafkaPast;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.past.Past;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.kit.http.HttpDefaults;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.lane.LaneNote;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topics;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The API on a real server, asked over HTTP; every answer is held to its description. */
final class ApiServer implements AutoCloseable {
    private static final OpenApi OPEN_API = new OpenApi();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Javalin server;
    private final Readings readings;
    private final ReplayDesk desk;

    private ApiServer(Past past, Readings readings, String host, Optional<Secret> token) {
        this(past, readings, host, token, inLine -> {
            throw new IllegalStateException("nothing is told again here");
        });
    }

    private ApiServer(Past past, Readings readings, String host, Optional<Secret> token, IntFunction<Replays> replays) {
        this.readings = readings;
        this.desk = new ReplayDesk(replays, Clock.systemUTC(), registry);
        Clock clock = Clock.systemUTC();
        ListenAddress address = new ListenAddress(host, 0);
        ApiRoutes api = new ApiRoutes(
                new ApiAccess(address, token),
                List.of(
                        new ParkedRoutes(past, readings, clock),
                        new HistoryRoutes(past, readings, clock),
                        new ReplayRoutes(desk, readings, clock, new Random(1))));
        this.server = Javalin.start(config -> {
            HttpDefaults.apply(config, address);
            api.register(config.routes);
        });
    }

    static ApiServer start(Past past) {
        return start(past, Readings.standard());
    }

    static ApiServer start(Past past, Readings readings) {
        return new ApiServer(past, readings, "127.0.0.1", Optional.empty());
    }

    static ApiServer start(Past past, String host, Optional<Secret> token) {
        return new ApiServer(past, Readings.standard(), host, token);
    }

    /** With no past, and these replays. */
    static ApiServer start(Past past, IntFunction<Replays> replays) {
        return new ApiServer(past, Readings.standard(), "127.0.0.1", Optional.empty(), replays);
    }

    /** How many alerts of a running replay are in this part. */
    double replayAlerts(String part) {
        return registry.get("tocsin.notifier.replay.alerts")
                .tag("part", part)
                .gauge()
                .value();
    }

    /** Kafka's past, with less patience than the service has. */
    static Past past(String bootstrapServers, Topics topics, Limits limits) {
        return new KafkaPast(
                new Cluster(KafkaSettings.at(bootstrapServers), topics, "api-test", Duration.ofSeconds(3)),
                LaneNote::progress,
                Policy::standard,
                Clock.systemUTC(),
                limits);
    }

    /** What is served, as method and path. */
    Set<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toSet());
    }

    /** The first line of the answer to a request that was meant for a server of this name. */
    String getAs(String host, String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET /api/v1" + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postJson(String path, String body) {
        return post(path, body, "Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            OPEN_API.check(answer);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        desk.close();
        readings.close();
        server.stop();
        http.shutdownNow();
    }
}
