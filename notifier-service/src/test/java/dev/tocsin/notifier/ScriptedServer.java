package dev.tocsin.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers as a test says. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Script> script = call -> Script.of(200, "");

    /**
     * What was asked.
     *
     * @param path with its query
     * @param body as text
     * @param headers all of them as text
     */
    public record Call(String path, String body, String headers) {}

    /**
     * What is answered; status 0 is no answer at all.
     *
     * @param status of HTTP
     * @param body as text
     * @param headers of the answer
     */
    public record Script(int status, String body, Map<String, String> headers) {
        /** An answer without headers of its own. */
        public static Script of(int status, String body) {
            return new Script(status, body, Map.of());
        }

        /** Nothing, for ever. */
        public static Script silence() {
            return of(0, "");
        }
    }

    /** Listens on a free port of this machine. */
    public ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers like this from now on. */
    public void answer(Function<Call, Script> how) {
        script = how;
    }

    /** What was asked so far. */
    public List<Call> calls() {
        return calls;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String headers = exchange.getRequestHeaders().entrySet().toString();
        Call call = new Call(exchange.getRequestURI().toString(), body, headers);
        calls.add(call);
        Script answer = script.apply(call);
        if (answer.status() == 0) {
            awaitClose();
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
