package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.notifier.rocketchat.Preflight;
import dev.tocsin.notifier.rocketchat.RestConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PreflightsTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(5);
    private static final RestConnection ACCOUNT = account("a");
    private static final Preflight WELL = done();
    private static final Preflight AWAY = new Preflight.Retry("no connection");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<List<String>> looks = new CopyOnWriteArrayList<>();
    private final Map<String, Preflight> rooms = new ConcurrentHashMap<>();
    private Preflights preflights = with(SOON, SOON, NEVER);

    private static RestConnection account(String user) {
        return new RestConnection(URI.create("https://chat.example.org"), user, Secret.of("token-of-" + user));
    }

    private static Preflight done(String... findings) {
        return new Preflight.Done("8.8", "bot", List.of(findings));
    }

    private static Destination room(String name) {
        return new Destination.Room(ACCOUNT, name);
    }

    private Preflights with(Duration apart, Duration noAnswer, Duration again) {
        return new Preflights(this::look, new Preflights.Pace(apart, noAnswer, again), registry);
    }

    private Map<String, Preflight> look(RestConnection connection, List<String> names) {
        looks.add(names);
        return names.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), name -> Objects.requireNonNull(rooms.getOrDefault(name, WELL))));
    }

    @AfterEach
    void close() {
        preflights.close();
        preflights.close();
    }

    private void start(Map<String, Destination> destinations) {
        preflights.watch(destinations);
        preflights.start();
    }

    private void says(String... remarks) {
        await().untilAsserted(() -> assertThat(preflights.remarks()).containsExactly(remarks));
    }

    private double findings(String receiver) {
        return registry.get("tocsin.notifier.preflight.findings")
                .tag("receiver", receiver)
                .gauge()
                .value();
    }

    @Test
    void everyReceiverOfARoomSaysWhatIsWrongWithItAndItIsLookedAtOnce() {
        rooms.put("#a", done("archived", "read-only"));
        start(Map.of("one", room("#a"), "two", room("#b"), "three", room("#a")));
        says(
                "receiver one: archived",
                "receiver one: read-only",
                "receiver three: archived",
                "receiver three: read-only");
        assertThat(findings("one")).isEqualTo(2);
        assertThat(findings("two")).isZero();
        assertThat(looks).containsExactly(List.of("#a", "#b"));
    }

    @Test
    void otherDestinationsAreNotLookedAt() {
        start(Map.of(
                "hook", new Destination.Webhook(Secret.of("https://chat.example.org/hooks/a/b")), "room", room("#a")));
        await().until(() -> !looks.isEmpty());
        assertThat(looks).containsExactly(List.of("#a"));
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgainUntilItDoes() {
        rooms.put("#a", AWAY);
        start(new TreeMap<>(Map.of("one", room("#a"), "two", room("#b"))));
        says("receiver one: its room could not be looked at: no connection");
        await().until(() -> looks.size() > 3);
        rooms.put("#a", done("archived"));
        says("receiver one: archived");
        assertThat(looks.getFirst()).containsExactly("#a", "#b");
        assertThat(looks.subList(1, looks.size())).containsOnly(List.of("#a"));
    }

    @Test
    void aServerThatIsAwayKeepsNobodyElseFromBeingLookedAtAgain() {
        preflights = with(SOON, SOON, SOON);
        rooms.put("#a", AWAY);
        start(Map.of("one", room("#a"), "two", room("#b")));
        says("receiver one: its room could not be looked at: no connection");
        rooms.put("#b", done("archived"));
        says("receiver one: its room could not be looked at: no connection", "receiver two: archived");
    }

    @Test
    void aFindingIsLoggedOnceAndAgainWhenItComesBack() {
        preflights = with(SOON, SOON, SOON);
        rooms.put("#a", done("archived"));
        LogLines lines = LogLines.of(Preflights.class);
        try (lines) {
            start(Map.of("one", room("#a")));
            looksAgain();
            rooms.put("#a", AWAY);
            looksAgain();
            rooms.put("#a", done("archived", "read-only"));
            looksAgain();
            assertThat(lines.values("finding")).containsExactly("archived", "read-only");
            rooms.put("#a", WELL);
            looksAgain();
            rooms.put("#a", done("archived"));
            looksAgain();
            assertThat(lines.values("finding")).containsExactly("archived", "read-only", "archived");
        }
    }

    /** One look that has begun since is kept when the one after the next begins. */
    private void looksAgain() {
        int before = looks.size();
        await().until(() -> looks.size() > before + 2);
    }

    @Test
    void whatIsMendedIsNoticedLater() {
        preflights = with(SOON, NEVER, SOON);
        rooms.put("#a", done("archived"));
        start(Map.of("one", room("#a")));
        says("receiver one: archived");
        rooms.put("#a", WELL);
        says();
        assertThat(findings("one")).isZero();
    }

    @Test
    void whatWasSeenStandsWhileTheServerIsAway() {
        preflights = with(SOON, SOON, SOON);
        rooms.put("#a", done("archived"));
        start(Map.of("one", room("#a")));
        says("receiver one: archived");
        rooms.put("#a", AWAY);
        says("receiver one: archived", "receiver one: its room could not be looked at: no connection");
    }

    @Test
    void afterAReloadOtherRoomsAreLookedAtAndFormerOnesForgotten() {
        rooms.put("#a", done("archived"));
        rooms.put("#b", done("read-only"));
        start(Map.of("one", room("#a"), "two", room("#a")));
        says("receiver one: archived", "receiver two: archived");
        preflights.watch(Map.of("two", room("#b")));
        says("receiver two: read-only");
        assertThat(findings("two")).isEqualTo(1);
        assertThat(registry.find("tocsin.notifier.preflight.findings")
                        .tag("receiver", "one")
                        .gauge())
                .isNull();
    }

    @Test
    void manyRoomsAreLookedAtAFewAtATime() {
        start(IntStream.range(0, 7).boxed().collect(Collectors.toMap(i -> "r" + i, i -> room("#" + i))));
        await().until(() -> looks.size() == 3);
        assertThat(looks).extracting(List::size).containsExactly(3, 3, 1);
    }

    @Test
    void aServerIsLookedAtInPartsWhoeverPostsThereAndAnotherOneDoesNotWait() {
        preflights = with(NEVER, SOON, SOON);
        RestConnection other = new RestConnection(URI.create("https://other.example.org"), "a", Secret.of("token"));
        start(Map.of(
                "r0", room("#0"),
                "r1", room("#1"),
                "r2", new Destination.Room(account("b"), "#2"),
                "r3", new Destination.Room(account("b"), "#3"),
                "r4", new Destination.Room(other, "#4")));
        await().until(() -> looks.size() == 3);
        assertThat(looks).containsExactly(List.of("#0", "#1"), List.of("#2"), List.of("#4"));
    }

    @Test
    void aLookThatHangsKeepsNobodyFromClosing() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        preflights = new Preflights(
                (connection, names) -> {
                    looking.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        Thread.currentThread().interrupt();
                    }
                    return Map.of("#a", AWAY);
                },
                Preflights.Pace.standard(),
                registry);
        start(Map.of("one", room("#a")));
        looking.await();
        preflights.close();
        interrupted.await();
        assertThat(preflights.remarks()).hasSizeLessThan(2);
    }
}
