package dev.tocsin.benchmarks.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.kit.http.HttpDefaults;
import dev.tocsin.kit.http.ListenAddress;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes messages as a Rocket.Chat webhook does, from Tocsin and from peers, and remembers when it first saw which alert. As
 * slow, or as dead, as it is told to be.
 */
final class Sink implements AutoCloseable {
    private static final byte[] ANSWER = "{\"success\":true}".getBytes(ISO_8859_1);

    private final Map<Long, Long> seen = new ConcurrentHashMap<>();
    private final LongAdder posts = new LongAdder();
    private final Javalin server;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean away;
    private volatile boolean noting;

    Sink() {
        server = Javalin.start(config -> {
            HttpDefaults.apply(config, new ListenAddress("127.0.0.1", 0));
            config.routes.post("/hooks/{id}/{token}", this::take);
        });
    }

    private void take(Context ctx) {
        byte[] bytes = ctx.bodyAsBytes();
        long now = System.nanoTime();
        if (away) {
            ctx.status(503);
            return;
        }
        if (!delay.isZero()) {
            LockSupport.parkNanos(delay.toNanos());
        }
        posts.increment();
        if (noting) {
            note(new String(bytes, ISO_8859_1), now);
        }
        ctx.contentType("application/json").result(ANSWER);
    }

    private void note(String body, long now) {
        String mark = AlertBodies.MARK;
        for (int at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
            int end = at + mark.length();
            while (end < body.length() && Character.isDigit(body.charAt(end))) {
                end++;
            }
            if (end > at + mark.length()) {
                seen.putIfAbsent(Long.parseLong(body.substring(at + mark.length(), end)), now);
            }
        }
    }

    /** Whether it remembers when it saw which alert; else it only counts messages. */
    void noting(boolean wanted) {
        noting = wanted;
    }

    /** From now on an answer takes so long. */
    void slow(Duration each) {
        delay = each;
    }

    /** From now on it refuses everything, or no longer. */
    void away(boolean gone) {
        away = gone;
    }

    /** When each alert first came, in nanoseconds; may be taken out. */
    Map<Long, Long> seen() {
        return seen;
    }

    /** Messages taken. */
    long posts() {
        return posts.sum();
    }

    /** Where messages are posted. */
    String hook() {
        return "http://127.0.0.1:" + server.port() + "/hooks/benchmark/token";
    }

    @Override
    public void close() {
        server.stop();
    }
}
