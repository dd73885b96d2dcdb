package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.standalone.e2e.MissedNight.Missed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ./tocsin replay} after a night in which some alerts were parked: it names exactly those, and tells exactly those,
 * whatever is killed meanwhile. The long form is {@code ./tocsin verify --run replay}.
 */
class ReplayIT {
    private static final Logger log = LoggerFactory.getLogger(ReplayIT.class);
    private static final int ALERTS = Proof.size("alerts", 6_000, 100_000);
    private static final int MISSED = Proof.size("missed", 120, 500);
    /** Few, so that a replay takes a while. */
    private static final int IN_LINE = 4;

    private static final Duration SLOWLY = Duration.ofMillis(100);
    private static final Duration ENDS = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private int runs;

    private TocsinProcess start(Installation tocsin, Map<String, String> more, String... arguments) {
        runs++;
        return tocsin.command("replay-" + runs, more, arguments);
    }

    private static Ended run(Installation tocsin, String... arguments) {
        return tocsin.run(ENDS, Map.of(), arguments);
    }

    /** The words of a replay; with an id, if it has one. */
    private static String[] replay(Optional<String> id) {
        List<String> words = new ArrayList<>(List.of("replay", "--missed", "--from", "1h", "--in-line", "" + IN_LINE));
        id.ifPresent(given -> words.addAll(List.of("--id", given)));
        return words.toArray(String[]::new);
    }

    private Installation installation(Way way) {
        return new Installation(folder, Optional.empty(), way, Installation.anyChat(), MissedNight.POLICY);
    }

    /** One in the short form, which shares a machine with the suite; all of them when it is asked for by name. */
    static Stream<Arguments> nights() {
        return Stream.of(
                        Arguments.of(Way.ROOMS, Optional.of("night")),
                        // The same words without an id tell nothing twice.
                        Arguments.of(Way.ROOMS, Optional.empty()),
                        // Without ids of ours a message may be doubled when the notifier is killed, but not when the
                        // replay is: the notifier lives.
                        Arguments.of(Way.WEBHOOKS, Optional.of("night")))
                .limit(Proof.LONG ? 3 : 1);
    }

    @ParameterizedTest
    @MethodSource("nights")
    void tellsExactlyWhatWasMissedWhateverIsKilled(Way way, Optional<String> id) throws Exception {
        try (Installation tocsin = installation(way)) {
            tellsExactlyWhatWasMissed(tocsin, way, id);
        }
    }

    private void tellsExactlyWhatWasMissed(Installation tocsin, Way way, Optional<String> id) throws Exception {
        tocsin.broker().awaitReady();
        assertThat(run(tocsin, "topics").output()).contains("alerts.backup: created with 3 partitions");
        MissedNight night = new MissedNight(ALERTS, MISSED);
        Map<String, Missed> missed = night.missed();
        assertThat(missed).hasSize(MISSED);
        night.happen(tocsin.bootstrapServers());
        log.info("{} alerts, {} of them parked", ALERTS, MISSED);
        assertNames(tocsin, night);

        tocsin.ingest(1).awaitReady();
        tocsin.router(1).awaitReady();
        TocsinProcess notifier = tocsin.notifier(1).awaitReady();
        tocsin.chat().faults().set(FaultRule.always(new Fault.Slow(SLOWLY)).onPath(way.path()));
        try (LiveAlerts live = new LiveAlerts(tocsin)) {
            TocsinProcess replay = start(tocsin, Map.of(), replay(id));
            awaitTold(tocsin, MISSED / 2);
            replay.kill9();
            int told = Replayed.of(tocsin.chat().messages()).alerts();
            log.info("killed the replay when {} of {} alerts were told", told, MISSED);
            assertThat(told).isLessThan(MISSED);
            TocsinProcess again = start(tocsin, Map.of(), replay(id));
            awaitTold(tocsin, Math.min(told + MISSED / 8, MISSED));
            live.pause();
            if (way == Way.ROOMS) {
                notifier.kill9();
                log.info(
                        "killed the notifier when {} were told",
                        Replayed.of(tocsin.chat().messages()).alerts());
                notifier.startAgain();
            }
            assertThat(again.awaitEnd(ENDS)).as(again.output()).isZero();
            log.info("then: {}", again.output().lines().toList());
            live.assertToldBehindFew(2 * IN_LINE);
        }
        Replayed.of(tocsin.chat().messages()).assertExactly(missed);
        assertNothingIsLeft(tocsin, id, night);
    }

    private static void awaitTold(Installation tocsin, int alerts) {
        Awaitility.await(alerts + " are told")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Replayed.of(tocsin.chat().messages()).alerts() >= alerts);
    }

    private void assertNames(Installation tocsin, MissedNight night) throws IOException {
        Path collections = folder.resolve("gc.log");
        long begun = System.nanoTime();
        TocsinProcess process = start(
                tocsin,
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc:file=" + collections),
                "replay",
                "--missed",
                "--from",
                "1h",
                "--dry-run",
                "--output",
                "json");
        Ended ended = new Ended(process.awaitEnd(ENDS), process.output());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        PlanAnswer plan = plan(ended);
        log.info(
                "a dry run over {} records took {}, with {} MiB of heap at the peak; {} tellings of {} alerts",
                plan.read(),
                took,
                peak(collections),
                plan.matched(),
                plan.count());
        Map<String, Missed> missed = night.missed();
        assertThat(plan.alerts())
                .extracting(entry -> entry.labels().get("id"))
                .containsExactlyInAnyOrderElementsOf(missed.keySet());
        assertThat(plan.alerts())
                .allSatisfy(entry -> assertThat(entry.missed())
                        .isEqualTo(missed.get(entry.labels().get("id")).tellings()));
        assertThat(plan.read()).isEqualTo(night.tellings());
        assertThat(plan.skipped()).isEqualTo(Map.of("told", plan.tellings() - plan.matched()));
        assertThat(plan.unreadable()).isZero();
    }

    private static PlanAnswer plan(Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
        String json = ended.output().substring(ended.output().indexOf('{'));
        return AnswerJson.read(json.getBytes(StandardCharsets.UTF_8), PlanAnswer.class);
    }

    /** The largest heap before a collection, in MiB: of {@code 45M->12M(64M)} the first. */
    private static int peak(Path collections) throws IOException {
        return Pattern.compile("(\\d+)M->")
                .matcher(Files.readString(collections))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    /** Again it tells nothing, nothing stands parked, and it all adds up. */
    private static void assertNothingIsLeft(Installation tocsin, Optional<String> id, MissedNight night) {
        List<ChatMessage> before = tocsin.chat().messages();
        Ended third = run(tocsin, replay(id));
        assertThat(third.code()).as(third.output()).isZero();
        assertThat(third.output()).contains("told 0 of 0 alerts", "is done");
        assertThat(run(tocsin, "parked", "list").output()).contains("0 parked");
        PlanAnswer plan = plan(run(tocsin, "replay", "--missed", "--from", "1h", "--dry-run", "--output", "json"));
        assertThat(plan.count()).isZero();
        assertThat(plan.skipped().get("told by a replay"))
                .isEqualTo(night.missed().values().stream()
                        .mapToLong(Missed::tellings)
                        .sum());
        Ended audit = run(tocsin, "audit", "--from", "1h", "--output", "json");
        assertThat(audit.code()).as(audit.output()).isZero();
        assertThat(audit.output())
                .contains("\"holds\":true", "\"broken\":[]", "\"unreadable\":0")
                .containsPattern("\"replayed\":[1-9]");
        assertThat(tocsin.chat().messages()).isEqualTo(before);
    }
}
