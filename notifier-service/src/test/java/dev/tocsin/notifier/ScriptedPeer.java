package dev.tocsin.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An HTTP server on this machine that notes what it is asked and answers as it is told. */
public final class ScriptedPeer implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Act> script;

    /**
     * What came.
     *
     * @param path with the query
     * @param headers the first of each, names in lower case
     * @param body as text
     */
    public record Request(String path, Map<String, String> headers, String body) {}

    /** What it does with a request. */
    public sealed interface Act {
        /** Answers. */
        record Answer(int status, Map<String, String> headers, String body) implements Act {
            /** Without headers of its own. */
            public Answer(int status, String body) {
                this(status, Map.of(), body);
            }
        }

        /** Answers after a while. */
        record Late(Duration after, Answer answer) implements Act {}

        /** Sends the beginning of an answer and no end. */
        record Drip() implements Act {}

        /** Says nothing until it is closed. */
        record Hang() implements Act {}

        /** Breaks the connection. */
        record Reset() implements Act {}
    }

    /** Answers so to everything until told otherwise. */
    public ScriptedPeer(int status, String body) {
        this.script = request -> new Act.Answer(status, body);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** From now on it does this with every request. */
    public void does(Act act) {
        script = request -> act;
    }

    /** From now on it decides by the request. */
    public void decides(Function<Request, Act> decision) {
        script = decision;
    }

    /** An address of it. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** All that came. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Request request = new Request(exchange.getRequestURI().toString(), headers, body);
        requests.add(request);
        switch (script.apply(request)) {
            case Act.Answer answer -> answer(exchange, answer);
            case Act.Late late -> {
                hang(late.after());
                answer(exchange, late.answer());
            }
            case Act.Drip d -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                hang(FOR_EVER);
            }
            case Act.Hang h -> hang(FOR_EVER);
            // The server breaks the connection when a handler fails.
            case Act.Reset r -> throw new IOException("as told");
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, Act.Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void hang(Duration time) {
        try {
            var _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
