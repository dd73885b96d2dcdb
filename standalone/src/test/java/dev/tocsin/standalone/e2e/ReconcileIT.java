package dev.tocsin.standalone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin reconcile} as a person uses it, with Alertmanagers that do not always answer. */
class ReconcileIT {
    private static final String TOKEN = "the-token-of-this-test";
    private static final String SEVERITY = "critical";

    @TempDir
    Path folder;

    private static Ended reconcile(Installation tocsin, String... arguments) {
        List<String> all = new ArrayList<>(List.of("reconcile"));
        all.addAll(List.of(arguments));
        if (!all.contains("--grace")) {
            all.addAll(List.of("--grace", "1s"));
        }
        Ended ended = tocsin.run(Map.of("TOCSIN_INGEST_TOKEN", TOKEN), all.toArray(String[]::new));
        assertThat(ended.output())
                .doesNotContain(StandInAlertmanager.PASSWORD, "password%20of", TOKEN, "Exception", "WARN");
        return ended;
    }

    @Test
    void resolvesOnlyWhenAllHaveToldAndTakesInWhatIsMissing() {
        Instant now = Clock.systemUTC().instant();
        try (Installation tocsin = new Installation(folder);
                StandInAlertmanager peer = new StandInAlertmanager(now.minus(Duration.ofHours(1)));
                StandInAlertmanager restarted = new StandInAlertmanager(now.plus(Duration.ofHours(1)))) {
            tocsin.up().awaitReady();
            try (Load load = new Load(tocsin.ingestUrls())) {
                assertThat(load.fire("gone", SEVERITY)).isTrue();
                tocsin.awaitAllTold(load);
            }
            String ingest = tocsin.ingestUrls().getFirst();
            peer.fires("missing", now.minusSeconds(60), "tocsin", "id=missing;");
            peer.firesMuted("muted", now.minusSeconds(60), "tocsin");
            String nobody = "http://127.0.0.1:" + Network.freePort();
            assertNothingIsResolved(tocsin, peer.url(), nobody, ingest);
            Ended young = reconcile(tocsin, "--alertmanager", restarted.url(), "--receiver", "tocsin", "--heal");
            assertThat(young.code()).as(young.output()).isEqualTo(1);
            assertThat(young.output()).contains("was started only at", "2 may have ended", "0 taken in, 0 resolved");
            assertHealsTheRest(tocsin, peer, ingest);
        }
    }

    private static void assertNothingIsResolved(Installation tocsin, String peer, String nobody, String ingest) {
        Ended half = reconcile(
                tocsin,
                "--alertmanager",
                peer,
                "--alertmanager",
                nobody,
                "--heal",
                "--ingest",
                ingest,
                "--output",
                "json");
        assertThat(half.code()).as(half.output()).isEqualTo(1);
        assertThat(half.output())
                .contains(
                        nobody + " did not tell what it has: it can't be reached",
                        "1 may have ended; nothing is resolved until every Alertmanager has told all",
                        "\"takenIn\" : 1",
                        "\"resolved\" : 0");
        awaitTold(tocsin, "missing FIRING");
        assertThat(Told.times(tocsin.chat().messages())).doesNotContainKey("gone RESOLVED");
        Ended none = reconcile(tocsin, "--alertmanager", nobody);
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.output()).contains(nobody + ": it can't be reached", "nothing was compared");
    }

    /** One whose annotations no record can hold is named; those that were in the same body are taken. */
    private static void assertHealsTheRest(Installation tocsin, StandInAlertmanager peer, String ingest) {
        Instant since = Clock.systemUTC().instant().minusSeconds(60);
        peer.fires("huge", since, "tocsin", "x".repeat(300_000));
        peer.fires("late", since, "tocsin", "id=late;");
        Ended shown = reconcile(tocsin, "--alertmanager", peer.url());
        assertThat(shown.code()).as(shown.output()).isEqualTo(1);
        assertThat(shown.output()).contains("1 in step, 1 ended, 2 missing", "compared with the receiver tocsin");
        assertThat(shown.output()).doesNotContain("id=\"muted\"");
        Ended healed = reconcile(tocsin, "--alertmanager", peer.url(), "--heal", "--ingest", ingest);
        assertThat(healed.code()).as(healed.output()).isEqualTo(1);
        assertThat(healed.output())
                .contains(
                        "1 taken in, 1 resolved, 0 left too young",
                        "not healed: ",
                        "id=\"huge\"",
                        "shorten its annotations");
        awaitTold(tocsin, "gone RESOLVED");
        awaitTold(tocsin, "late FIRING");
        String login = Base64.getEncoder().encodeToString(("alice:" + StandInAlertmanager.PASSWORD).getBytes(UTF_8));
        assertThat(peer.authorizations()).isNotEmpty().containsOnly("Basic " + login);
    }

    private static void awaitTold(Installation tocsin, String telling) {
        Awaitility.await(telling)
                .atMost(Duration.ofMinutes(2))
                .until(() -> Told.times(tocsin.chat().messages()).containsKey(telling));
    }

    @Test
    void saysAllThatIsWrongWithAQuestion() {
        Instant now = Clock.systemUTC().instant();
        try (Installation tocsin = new Installation(folder);
                StandInAlertmanager peer = new StandInAlertmanager(now)) {
            tocsin.brokerHere();
            assertAllIsSaidAtOnce(tocsin);
            peer.fires("a", now.minusSeconds(60), "tocsin", "id=a;");
            peer.fires("b", now.minusSeconds(60), "mail", "id=b;");
            Ended choice = reconcile(tocsin, "--alertmanager", peer.url());
            assertThat(choice.code()).as(choice.output()).isEqualTo(2);
            assertThat(choice.output())
                    .contains("say with --receiver which of Alertmanager's receivers posts to Tocsin: mail, tocsin");
            Ended typo = reconcile(tocsin, "--alertmanager", peer.url(), "--receiver", "tocsim");
            assertThat(typo.code()).isEqualTo(2);
            assertThat(typo.output()).contains("Alertmanager has no receiver tocsim; it has mail, tocsin");
            Ended empty = reconcile(tocsin, "--alertmanager", peer.url(), "--receiver", "toc.*");
            assertThat(empty.code()).isEqualTo(1);
            assertThat(empty.output()).contains("there is no topic alerts.state");
        }
    }

    private void assertAllIsSaidAtOnce(Installation tocsin) {
        Ended wrong = reconcile(
                tocsin,
                "--alertmanager",
                "http://a:the password of this test@b",
                "--source",
                "a b",
                "--grace",
                "soon",
                "--heal",
                "--dry-run",
                "--ingest",
                "http://me@b",
                "--bearer-token-file",
                folder + "/none");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output())
                .contains(
                        "--alertmanager: not an address",
                        "--source: not the name of a source: a b",
                        "--grace: not a duration: soon",
                        "--heal and --dry-run contradict each other",
                        "--ingest: ingest asks for no user",
                        "--bearer-token-file: can't be read");
    }
}
