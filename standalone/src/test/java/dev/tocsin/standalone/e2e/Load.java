package dev.tocsin.standalone.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts as Alertmanager would: a body that is not answered with 200 is posted again, at any ingest, until it is.
 * Keeps book of what was accepted; that, and not what the services count, is the truth of a run.
 */
public final class Load implements AutoCloseable {
    /** Those of the pipeline, each as often as the others. */
    static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private static final Duration GIVE_UP = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> urls;
    private final List<String> severities;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger born = new AtomicInteger();
    /** What was accepted last of each alert: how many states, of which the last ones are resolved. */
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();

    /** The alerts of a run that go on firing, with their severities. */
    private final Map<String, String> lasting = new ConcurrentHashMap<>();

    /** What was accepted of one alert. */
    public record Accepted(String severity, boolean firing, boolean resolved) {}

    /** Posts to these URLs in turn. */
    public Load(List<String> urls) {
        this(urls, SEVERITIES);
    }

    /** Posts alerts of these severities, with equal chances. */
    Load(List<String> urls, List<String> severities) {
        this.urls = List.copyOf(urls);
        this.severities = List.copyOf(severities);
    }

    /** What was accepted so far, by alert. */
    public Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** How many posts had to be repeated. */
    int repeats() {
        return repeats.get();
    }

    /** Alerts at this rate for this long; about half of them end a little later. */
    void run(int perSecond, Duration length, RandomGenerator random) {
        long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
        spread(length.toNanos() / step, length, random);
    }

    /** So many alerts over this time; about half of them end a little later. */
    void spread(long count, Duration length, RandomGenerator random) {
        long step = length.toNanos() / count;
        long next = System.nanoTime();
        for (long i = 0; i < count; i++) {
            String id = "run-" + born.getAndIncrement();
            String severity = severities.get(random.nextInt(severities.size()));
            boolean ends = random.nextBoolean();
            long restMillis = 200L + random.nextInt(3000);
            senders.execute(() -> live(id, severity, ends, restMillis));
            next += step;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void live(String id, String severity, boolean ends, long restMillis) {
        if (!fire(id, severity)) {
            return;
        }
        if (!ends) {
            lasting.put(id, severity);
            return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(restMillis));
        resolve(id, severity);
    }

    /** Ends each of those that did not end by themselves with this chance. */
    void endSome(double share, RandomGenerator random) {
        for (String id : new TreeSet<>(lasting.keySet())) {
            if (random.nextDouble() < share) {
                String severity = Objects.requireNonNull(lasting.remove(id));
                senders.execute(() -> resolve(id, severity));
            }
        }
    }

    /** Posts until it is accepted; false when the run ended before. */
    public boolean fire(String id, String severity) {
        boolean done = post(body(id, severity, clock.instant(), null));
        if (done) {
            accepted.put(id, new Accepted(severity, true, false));
        }
        return done;
    }

    /** Posts the end of an alert until it is accepted. */
    public boolean resolve(String id, String severity) {
        Instant now = clock.instant();
        boolean done = post(body(id, severity, now.minusMillis(100), now));
        if (done) {
            accepted.put(id, new Accepted(severity, true, true));
        }
        return done;
    }

    /** Posts these alerts in bodies of so many until all are accepted. */
    boolean fireAll(List<String> ids, String severity, int perBody) {
        return fireAll(ids, severity, perBody, "");
    }

    /** The same with further annotations in JSON, each after a comma. */
    boolean fireAll(List<String> ids, String severity, int perBody, String annotations) {
        for (int from = 0; from < ids.size(); from += perBody) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + perBody));
            Instant now = clock.instant();
            if (!post(envelope(
                    "firing",
                    some.stream()
                            .map(id -> alert(id, severity, now, null, annotations))
                            .toList()))) {
                return false;
            }
            some.forEach(id -> accepted.put(id, new Accepted(severity, true, false)));
        }
        return true;
    }

    private boolean post(String body) {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        boolean first = true;
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            if (!first) {
                repeats.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            first = false;
            if (status(urls.get(Math.floorMod(turn.getAndIncrement(), urls.size())), body) == 200) {
                return true;
            }
        }
        return false;
    }

    /** The status of one post, or 0 without an answer. */
    int status(String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(8))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static int nameOf(String id) {
        return Math.floorMod(id.hashCode(), 5);
    }

    /** Another id whose alert has the same name as this one's, and so the same group. */
    static String likeNamed(String id) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "marker-" + i)
                .filter(other -> nameOf(other) == nameOf(id))
                .findFirst()
                .orElseThrow();
    }

    /** A body of one alert, whose summary is its id. */
    static String body(String id, String severity, Instant startsAt, @Nullable Instant endsAt) {
        return envelope(endsAt == null ? "firing" : "resolved", List.of(alert(id, severity, startsAt, endsAt, "")));
    }

    private static String envelope(String status, List<String> alerts) {
        return """
                {"version":"4","status":"%s","receiver":"tocsin","alerts":[%s]}
                """.formatted(status, String.join(",\n", alerts));
    }

    private static String alert(
            String id, String severity, Instant startsAt, @Nullable Instant endsAt, String annotations) {
        return """
                {"status":"%s",
                 "labels":{"alertname":"Load%d","severity":"%s","id":"%s"},
                 "annotations":{"summary":"id=%s;"%s},
                 "startsAt":"%s","endsAt":"%s","generatorURL":""}""".formatted(
                        endsAt == null ? "firing" : "resolved",
                        nameOf(id),
                        severity,
                        id,
                        id,
                        annotations,
                        startsAt,
                        endsAt == null ? "0001-01-01T00:00:00Z" : endsAt);
    }

    /** Waits until everything that was begun is accepted. */
    void finish() throws InterruptedException {
        senders.shutdown();
        if (!senders.awaitTermination(GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("some alerts were never accepted");
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        http.shutdownNow();
    }
}
