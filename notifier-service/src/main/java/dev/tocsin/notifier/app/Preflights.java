package dev.tocsin.notifier.app;

import dev.tocsin.notifier.rocketchat.Preflight;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.rocketchat.RestRoom;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What will keep messages out of receivers' rooms, looked at in the background: at the start, after a reload, and again
 * and again. It says so and does no more: a wrong room waits, and holds up neither the start nor other receivers.
 *
 * <p>Rocket.Chat counts these calls too (10 in 60 s for each route and address), and senders need theirs: there is one
 * look at a time, at few rooms of a server, with a pause behind it.
 */
final class Preflights implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Preflights.class);
    private static final int ROOMS_AT_ONCE = 3;

    private final Looks looks;
    private final Pace pace;
    private final MeterRegistry registry;
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Released when there are other rooms. */
    private final Semaphore changed = new Semaphore(0);

    private final Thread looker = Thread.ofVirtual().name("notifier-preflight").unstarted(this::lookUntilClosed);
    /** By receiver. Guarded by this. */
    private final Map<String, Seen> all = new TreeMap<>();

    /** Looks at rooms of an account; it may block. */
    @FunctionalInterface
    interface Looks {
        /** What is to be seen of each of these rooms. */
        Map<String, Preflight> at(RestConnection connection, List<String> rooms);
    }

    /**
     * When to look.
     *
     * @param apart between two looks at a server, whatever happens
     * @param noAnswer from then until a server is asked again that has not answered
     * @param again from then until everything is looked at again
     */
    record Pace(Duration apart, Duration noAnswer, Duration again) {
        static Pace standard() {
            return new Pace(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(10));
        }
    }

    /** What was seen of a receiver's room when it was last seen; {@code unanswered}, possibly empty, says why not since. */
    private record Seen(RestRoom room, List<String> findings, String unanswered, Gauge gauge) {}

    Preflights(Looks looks, Pace pace, MeterRegistry registry) {
        this.looks = looks;
        this.pace = pace;
        this.registry = registry;
    }

    void start() {
        looker.start();
    }

    /** Looks at the rooms among these, by receiver, and at no others from now on. */
    synchronized void watch(Map<String, Destination> destinations) {
        Map<String, RestRoom> rooms = new TreeMap<>();
        destinations.forEach((receiver, destination) -> {
            if (destination instanceof Destination.Room(RestConnection connection, String room)) {
                rooms.put(receiver, new RestRoom(connection, room));
            }
        });
        all.entrySet().removeIf(known -> {
            boolean gone = !known.getValue().room().equals(rooms.get(known.getKey()));
            if (gone) {
                registry.remove(known.getValue().gauge());
            }
            return gone;
        });
        rooms.forEach((receiver, room) ->
                all.computeIfAbsent(receiver, any -> new Seen(room, List.of(), "", gauge(receiver))));
        changed.release();
    }

    private Gauge gauge(String receiver) {
        return Gauge.builder("tocsin.notifier.preflight.findings", () -> count(receiver))
                .description("what will keep messages out of a receiver's room or slow them down")
                .tag("receiver", receiver)
                .register(registry);
    }

    private synchronized int count(String receiver) {
        Seen seen = all.get(receiver);
        return seen == null ? 0 : seen.findings().size();
    }

    /** All findings, with their receivers. */
    synchronized List<String> remarks() {
        return all.entrySet().stream()
                .flatMap(known -> sentences(known.getValue()).map(said -> "receiver " + known.getKey() + ": " + said))
                .toList();
    }

    private static Stream<String> sentences(Seen seen) {
        Stream<String> unanswered = Stream.of(seen.unanswered())
                .filter(reason -> !reason.isEmpty())
                .map(reason -> "its room could not be looked at: " + reason);
        return Stream.concat(seen.findings().stream(), unanswered);
    }

    private void lookUntilClosed() {
        try {
            while (closing.getCount() > 0) {
                changed.drainPermits();
                long begun = System.nanoTime();
                List<RestRoom> open = look(rooms());
                // The others are looked at again when it is time, however long some do not answer.
                while (!isChangedWithin(open.isEmpty() ? pace.again() : pace.noAnswer())
                        && !open.isEmpty()
                        && System.nanoTime() - begun < pace.again().toNanos()) {
                    open = look(open);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isChangedWithin(Duration time) throws InterruptedException {
        return changed.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized List<RestRoom> rooms() {
        return all.values().stream().map(Seen::room).distinct().toList();
    }

    /** Looks at these rooms. Returns those that nobody has answered about. */
    private List<RestRoom> look(List<RestRoom> rooms) throws InterruptedException {
        List<RestRoom> open = new ArrayList<>();
        List<List<RestRoom>> servers = byServer(rooms);
        for (int from = 0; !servers.isEmpty(); from += ROOMS_AT_ONCE) {
            int behind = from + ROOMS_AT_ONCE;
            for (List<RestRoom> its : servers) {
                open.addAll(lookAtFew(its.subList(from, Math.min(its.size(), behind))));
            }
            servers.removeIf(its -> its.size() <= behind);
            if (closing.await(pace.apart().toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
        }
        return open;
    }

    private static List<List<RestRoom>> byServer(List<RestRoom> rooms) {
        Map<URI, List<RestRoom>> servers = new LinkedHashMap<>();
        rooms.forEach(room -> servers.computeIfAbsent(room.connection().url(), any -> new ArrayList<>())
                .add(room));
        return new ArrayList<>(servers.values());
    }

    private List<RestRoom> lookAtFew(List<RestRoom> few) {
        Map<RestConnection, List<String>> byAccount = new LinkedHashMap<>();
        few.forEach(room -> byAccount
                .computeIfAbsent(room.connection(), any -> new ArrayList<>())
                .add(room.configured()));
        List<RestRoom> open = new ArrayList<>();
        byAccount.forEach((account, names) -> looks.at(account, names).forEach((name, preflight) -> {
            RestRoom room = new RestRoom(account, name);
            keep(room, preflight);
            if (preflight instanceof Preflight.Retry) {
                open.add(room);
            }
        }));
        return open;
    }

    private synchronized void keep(RestRoom room, Preflight preflight) {
        all.replaceAll((receiver, known) -> known.room().equals(room) ? after(receiver, known, preflight) : known);
    }

    private static Seen after(String receiver, Seen known, Preflight preflight) {
        return switch (preflight) {
            case Preflight.Retry(String reason) -> new Seen(known.room(), known.findings(), reason, known.gauge());
            case Preflight.Done done -> {
                done.findings().stream()
                        .filter(finding -> !known.findings().contains(finding))
                        .forEach(finding -> log.atWarn()
                                .addKeyValue("receiver", receiver)
                                .addKeyValue("finding", finding)
                                .log("something is wrong with its room"));
                yield new Seen(known.room(), done.findings(), "", known.gauge());
            }
        };
    }

    /** Ends looking, also in the middle of it. */
    @Override
    public void close() {
        closing.countDown();
        looker.interrupt();
    }
}
