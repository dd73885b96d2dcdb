package dev.tocsin.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.history.answer.AnswerJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for a notifier's API: answers in the order that it is told, the last one for ever, and notes what it is asked. */
final class StandInNotifier implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** A status of 0 breaks the connection. */
    private record Answer(int status, String body) {}

    StandInNotifier() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
            if (answer.status() == 0) {
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Then answers so. */
    StandInNotifier then(int status, Object body) {
        return thenText(status, new String(AnswerJson.write(body), StandardCharsets.UTF_8));
    }

    /** The same with a body as it is. */
    StandInNotifier thenText(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /** Then says nothing. */
    StandInNotifier thenNothing() {
        return thenText(0, "");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of each. */
    List<String> requests() {
        return requests;
    }

    List<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
