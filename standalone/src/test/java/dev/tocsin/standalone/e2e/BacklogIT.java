package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.BotAccount;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.Permission;
import dev.tocsin.simulator.RateLimit;
import dev.tocsin.simulator.RateLimits;
import dev.tocsin.simulator.RocketChatProfile;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backlog is told under Rocket.Chat's own limit, and a critical alert that arrives meanwhile does not wait behind it. The
 * long form is {@code ./tocsin verify --run backlog}.
 */
class BacklogIT {
    private static final Logger log = LoggerFactory.getLogger(BacklogIT.class);
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
    private static final int ALERTS = Proof.size("alerts", 600, 10_000);
    private static final int CALLS = 10;
    private static final Duration WINDOW = Duration.ofSeconds(Proof.size("seconds", 5, 60));
    /** One call of a window is kept for critical alerts, the others are spread over it. */
    private static final Duration SLOT = WINDOW.dividedBy(CALLS - 1);

    private static final Duration PROMISED = Duration.ofMinutes(3);
    /** The way through ingest, the router and the notifier, on a machine that others use too. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

    private static final int PER_BODY = 50;
    private static final int MARKERS = 3;

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void isToldUnderTheDefaultLimitAndLetsCriticalAlertsPass() {
        try (Installation tocsin = new Installation(folder, Way.ROOMS, limitedChat())) {
            tocsin.up().awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                tocsin.chat().faults().set(FaultRule.always(new Fault.Status(503, "")));
                pile(tocsin, load);
                tocsin.chat().faults().clear();
                Instant opened = clock.instant();
                List<Duration> waits = new ArrayList<>();
                awaitCriticalBacklog(tocsin);
                for (int i = 0; i < MARKERS; i++) {
                    waits.add(waitOfCriticalAlert(tocsin, load, "urgent-" + i));
                }
                tocsin.awaitAllTold(load);
                Duration took = Duration.between(opened, lastTold(tocsin));
                log.info(
                        "{} alerts told {} after the receiver took messages, in {} messages, {} calls, {} of them"
                                + " blocked; critical alerts waited {}",
                        load.accepted().size(),
                        took,
                        tocsin.chat().messages().size(),
                        calls(tocsin, opened),
                        blocked(tocsin),
                        waits);
                assertThat(Copies.toldTwice(tocsin.chat().messages())).isEmpty();
                assertThat(blocked(tocsin)).as("calls that were blocked").isZero();
                if (Proof.LONG) {
                    assertThat(took).isLessThan(PROMISED);
                    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(SLOT.plus(ON_THE_WAY)));
                }
            }
        }
    }

    /** An account as people make it: it has no way around the limit. */
    private static SimulatorConfig limitedChat() {
        RateLimits limits = RateLimits.newest().withSendMessage(new RateLimit(CALLS, WINDOW));
        return Installation.anyChat()
                .withProfile(RocketChatProfile.v8().withLimits(limits))
                .withBot(BotAccount.defaults().withPermissions(Set.of(Permission.MESSAGE_IMPERSONATE)));
    }

    /** Alerts of all severities, until all of them are routed. */
    private static void pile(Installation tocsin, Load load) {
        for (int i = 0; i < SEVERITIES.size(); i++) {
            int first = i;
            List<String> ids = IntStream.range(0, ALERTS)
                    .filter(number -> number % SEVERITIES.size() == first)
                    .mapToObj(number -> "backlog-" + number)
                    .toList();
            assertThat(load.fireAll(ids, SEVERITIES.get(i), PER_BODY)).isTrue();
        }
        Awaitility.await("all alerts are routed")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> routed(tocsin) == ALERTS);
    }

    private static int routed(Installation tocsin) {
        Topics topics = new Topics("");
        return SEVERITIES.stream()
                .mapToInt(severity -> TopicReader.all(tocsin.bootstrapServers(), topics.severity(severity))
                        .size())
                .sum();
    }

    private static void awaitCriticalBacklog(Installation tocsin) {
        long critical = IntStream.range(0, ALERTS)
                .filter(number -> number % SEVERITIES.size() == 0)
                .count();
        Awaitility.await("the critical alerts of the backlog are told")
                .atMost(Duration.ofMinutes(4))
                .until(() -> tocsin.chat().messages().stream()
                                .filter(message -> message.channel().equals(Way.channel("critical")))
                                .mapToLong(message -> Telling.in(message).size())
                                .sum()
                        >= critical);
    }

    private Duration waitOfCriticalAlert(Installation tocsin, Load load, String id) {
        assertThat(load.fire(id, "critical")).isTrue();
        Instant accepted = clock.instant();
        Awaitility.await(id + " is told")
                .atMost(Duration.ofMinutes(2))
                .until(() -> Told.of(tocsin.chat().messages()).firstFiring().containsKey(id));
        Instant told = tocsin.chat().messages().stream()
                .filter(message -> Telling.in(message).stream()
                        .anyMatch(telling -> telling.id().equals(id)))
                .map(ChatMessage::ts)
                .findFirst()
                .orElseThrow();
        return Duration.between(accepted, told);
    }

    private static Instant lastTold(Installation tocsin) {
        return tocsin.chat().messages().getLast().ts();
    }

    private static long calls(Installation tocsin, Instant since) {
        return tocsin.chat().requests().stream()
                .filter(request -> request.path().startsWith(Way.ROOMS.path()))
                .filter(request -> !request.at().isBefore(since))
                .count();
    }

    private static long blocked(Installation tocsin) {
        return tocsin.chat().requests().stream()
                .filter(request -> request.status() == 429)
                .count();
    }
}
