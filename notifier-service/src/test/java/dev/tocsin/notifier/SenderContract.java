package dev.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.ScriptedServer.Call;
import dev.tocsin.notifier.ScriptedServer.Script;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every sender that posts over HTTP: the lanes rely on it. A sender's own test extends this. */
public abstract class SenderContract {
    private static final Clock CLOCK = Clock.systemUTC();

    private final HttpClient client = HttpCaller.client();
    private ScriptedServer server;
    private Sender sender;

    /** A sender to a server at this address, which uses the caller. */
    protected abstract Sender sender(HttpCaller caller, String url, Clock clock);

    /** What the server answers to everything while it takes messages. */
    protected abstract Script taken(Call call);

    /** What it answers while every post comes to this, and everything else works. */
    protected abstract Script posting(Call call, Script post);

    /** What may never be in an outcome. */
    protected abstract List<String> secrets();

    /** The status codes of HTTP and what they mean, as {@code 503 retry, unknown}, for a body that says nothing. */
    protected abstract List<String> statuses();

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        sender = sender(new HttpCaller(client), server.url(), CLOCK);
        takes();
    }

    @AfterEach
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private void takes() {
        server.answer(this::taken);
    }

    private void answers(Function<Call, Script> post) {
        server.answer(call -> posting(call, post.apply(call)));
    }

    private static Attempt attempt() {
        return Attempts.first(Routed.firing("a"));
    }

    @Test
    void whatIsTakenIsDelivered() {
        assertThat(sender.send(attempt())).isInstanceOf(Outcome.Delivered.class);
        assertThat(sender.probe()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aProbeHasNoWordOfAnAlert() {
        sender.send(attempt());
        assertThat(server.calls().getLast().body()).contains("HostDown");
        server.calls().clear();
        sender.probe();
        assertThat(server.calls()).extracting(Call::body).noneMatch(body -> body.contains("HostDown"));
    }

    @Test
    void everyStatusHasItsMeaning() {
        for (String row : statuses()) {
            int status = Integer.parseInt(row.substring(0, 3));
            answers(call -> Script.of(status, ""));
            assertThat(status + " " + Outcomes.word(sender.send(attempt()))).isEqualTo(row);
        }
    }

    @Test
    void noStatusKeepsItFromComingBack() {
        for (int status : IntStream.range(200, 600).filter(i -> i % 7 == 0).toArray()) {
            answers(call -> Script.of(status, ""));
            assertThat(sender.send(attempt())).as("%d", status).isNotInstanceOf(Outcome.Delivered.class);
            takes();
            assertThat(sender.send(attempt())).as("after %d", status).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void aServerThatIsSilentIsLeftInTime() {
        answers(call -> Script.silence());
        Instant begun = CLOCK.instant();
        assertThat(Outcomes.word(sender.send(attempt()))).isEqualTo("retry, unknown");
        assertThat(Duration.between(begun, CLOCK.instant())).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void aServerThatIsSilentAboutEverythingIsLeftInTimeToo() {
        server.answer(call -> Script.silence());
        Instant begun = CLOCK.instant();
        assertThat(sender.send(attempt())).isInstanceOf(Outcome.Retryable.class);
        assertThat(sender.probe()).isInstanceOf(Outcome.Retryable.class);
        assertThat(Duration.between(begun, CLOCK.instant())).isLessThan(Duration.ofSeconds(18));
    }

    @Test
    void aServerThatIsNotThereHasNothing() {
        server.close();
        assertThat(sender.send(attempt()))
                .isInstanceOfSatisfying(
                        Outcome.Retryable.class,
                        retry -> assertThat(retry.fate()).isEqualTo(Fate.NOT_STORED));
    }

    @Test
    void aLimitedCallerComesBackWhenToldTo() {
        answers(call -> new Script(429, "", Map.of("Retry-After", "17")));
        assertThat(sender.send(attempt()))
                .isInstanceOfSatisfying(
                        Outcome.Retryable.class,
                        retry -> assertThat(retry.notBefore())
                                .isBetween(
                                        CLOCK.instant().plusSeconds(10),
                                        CLOCK.instant().plusSeconds(18)));
    }

    @Test
    void noOutcomeHoldsASecretEvenWhenTheServerRepeatsIt() {
        String all = String.join(" ", secrets());
        for (int status : List.of(200, 204, 301, 400, 401, 403, 404, 408, 413, 418, 422, 429, 500, 502, 503)) {
            for (String body : List.of("{\"success\":false,\"error\":\"" + all + "\"}", "<p>" + all)) {
                answers(call -> Script.of(status, status == 204 ? "" : body));
                assertThat(sender.send(attempt()) + " " + sender.probe())
                        .doesNotContain(secrets().toArray(String[]::new))
                        .hasSizeLessThan(1200);
                server.answer(call -> Script.of(status, status == 204 ? "" : body));
                assertThat(sender(new HttpCaller(client), server.url(), CLOCK)
                                .send(attempt())
                                .toString())
                        .doesNotContain(secrets().toArray(String[]::new));
            }
        }
    }

    @Test
    void anInterruptedSenderSaysSoStaysInterruptedAndClosesNothing() {
        sender.send(attempt());
        answers(call -> Script.silence());
        Thread.currentThread().interrupt();
        Outcome outcome = sender.send(attempt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Outcomes.word(outcome)).isEqualTo("retry, unknown");
        takes();
        assertThat(sender.send(attempt())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void theRoomIsTheSameAtEveryInstanceAndAnotherAtEveryServer() {
        Sender twin = sender(new HttpCaller(client), server.url(), CLOCK);
        assertThat(twin.room()).isEqualTo(sender.room());
        assertThat(sender(new HttpCaller(client), "http://elsewhere", CLOCK).room())
                .isNotEqualTo(sender.room());
    }
}
