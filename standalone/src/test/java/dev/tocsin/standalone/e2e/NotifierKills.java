package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RecordedRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run in which the notifier, the only one, is killed again and again while it posts, and Rocket.Chat often keeps a message
 * without saying so. Each kill comes at a random moment after a call of the process that is killed.
 */
final class NotifierKills implements AutoCloseable {
    static final int KILLS = Proof.size("kills", 3, 50);
    static final int ALERTS = Proof.size("alerts", 150, 2000);

    private static final Logger log = LoggerFactory.getLogger(NotifierKills.class);
    private static final double SHARE_LOST = 0.08;
    private static final Duration POSTING = Duration.ofSeconds(1);
    private static final Duration HANG = Duration.ofMillis(1500);
    /** A round takes as long as the group needs to notice the kill. */
    private static final Duration NEXT_CALL = Duration.ofSeconds(90);

    private static final Duration LATEST_KILL = Duration.ofMillis(700);
    private static final Set<String> PREFLIGHT = Set.of("/api/info", "/api/v1/me", "/api/v1/rooms.info");

    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(Proof.SEED);
    private final Random randomLoad = new Random(Proof.SEED + 1);
    private final List<Instant> kills = new ArrayList<>();
    private final Installation tocsin;
    private final TocsinProcess notifier;
    private final Load load;
    private final Duration posting;
    private final Duration latestKill;

    NotifierKills(Path folder, Way way) {
        this(new Installation(folder, way, Installation.anyChat()), Load.SEVERITIES, POSTING, LATEST_KILL);
        tocsin.chat().faults().set(storedButLost(way, Proof.SEED));
    }

    /**
     * A run at this installation, of which nothing was started yet.
     *
     * @param severities of the alerts, with equal chances
     * @param posting how long the alerts of a round are posted
     * @param latestKill how long after a call of the process it is killed at the latest
     */
    NotifierKills(Installation installation, List<String> severities, Duration posting, Duration latestKill) {
        this.tocsin = installation;
        this.posting = posting;
        this.latestKill = latestKill;
        tocsin.broker().awaitReady();
        List<TocsinProcess> services = List.of(tocsin.ingest(1), tocsin.router(1), tocsin.notifier(1));
        services.forEach(TocsinProcess::awaitReady);
        notifier = services.getLast();
        load = new Load(tocsin.ingestUrls(), severities);
    }

    /** One message in five is kept without a word, in three ways. */
    static List<FaultRule> storedButLost(Way way, long seed) {
        List<Fault> endings = List.of(new Fault.Reset(), new Fault.Hang(HANG), new Fault.Status(502, ""));
        List<FaultRule> rules = new ArrayList<>();
        for (Fault ending : endings) {
            rules.add(FaultRule.always(new Fault.StoredButLost(ending))
                    .onPath(way.path())
                    .withProbability(SHARE_LOST, seed + rules.size()));
        }
        return rules;
    }

    /** Posts, kills, and waits until everything is told; the answers go on being lost to the end. */
    void run() throws InterruptedException {
        for (int i = 0; i < KILLS; i++) {
            round();
        }
        load.finish();
        tocsin.awaitAllTold(load);
    }

    /** Posts a share of the alerts and kills once. */
    void round() throws InterruptedException {
        int before = kills.size();
        int share = ALERTS / KILLS + (before < ALERTS % KILLS ? 1 : 0);
        long callsBefore = calls();
        Thread posts = Thread.ofPlatform().start(() -> post(share));
        Awaitility.await("a call after " + before + " kills, seed " + Proof.SEED)
                .atMost(NEXT_CALL)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> calls() > callsBefore);
        // At any moment: before the answer, before it is written down, before the offset is committed, or between
        // calls.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt((int) latestKill.toMillis())));
        notifier.kill9();
        kills.add(clock.instant());
        notifier.startAgain();
        posts.join();
        log.info("{} kills, {} calls", kills.size(), calls());
    }

    private void post(int alerts) {
        if (alerts > 0) {
            load.spread(alerts, posting, randomLoad);
        }
    }

    /** All calls but those that a notifier makes to look at rooms before it tells anything. */
    private long calls() {
        return tocsin.chat().requests().stream()
                .filter(request -> !PREFLIGHT.contains(request.path()))
                .count();
    }

    /** What holds in every way: nothing is lost, nothing ends before it began, and faults and kills did happen. */
    void assertNothingIsLost(List<ChatMessage> messages) {
        assertThat(kills).as("kills").hasSize(KILLS);
        assertThat(load.accepted()).as("alerts").hasSize(ALERTS);
        assertThat(lostAnswers()).as("lost answers, seed %d", Proof.SEED).isPositive();
        Told told = Told.of(messages);
        assertThat(told.missing(load.accepted()))
                .as("accepted and not told, seed %d", Proof.SEED)
                .isEmpty();
        assertThat(told.inverted())
                .as("ended before it fired, seed %d", Proof.SEED)
                .isEmpty();
    }

    private long lostAnswers() {
        return tocsin.chat().requests().stream()
                .filter(request -> !request.fault().isEmpty())
                .count();
    }

    Installation tocsin() {
        return tocsin;
    }

    Load load() {
        return load;
    }

    /** When the process was gone, in order. */
    List<Instant> kills() {
        return List.copyOf(kills);
    }

    /** The ids of all messages that were ever stored, in order. */
    List<String> storedIds() {
        return tocsin.chat().requests().stream()
                .map(RecordedRequest::stored)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return "seed %d: %d kills, %d alerts accepted, %d posts repeated, %d messages, %d answers lost"
                .formatted(
                        Proof.SEED,
                        kills.size(),
                        load.accepted().size(),
                        load.repeats(),
                        tocsin.chat().messages().size(),
                        lostAnswers());
    }

    @Override
    public void close() {
        load.close();
        tocsin.close();
    }
}
