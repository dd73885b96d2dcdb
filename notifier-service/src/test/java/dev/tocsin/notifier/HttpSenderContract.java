package dev.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What holds for every sender that posts over HTTP, whose clock stands at noon. A row is {@code status | body | outcome}.
 */
public abstract class HttpSenderContract extends SenderContract {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** Every test has its own, and its own client. */
    protected final ScriptedPeer peer = new ScriptedPeer(200, "");

    private final HttpClient http = HttpCaller.client();
    private final Patience patience = new Patience();
    /** What its senders call through. */
    protected final HttpCaller caller = new HttpCaller(http, patience);

    /** Waits as long as it is asked to, and notes it; only a moment once it is lost, also in calls of a sender that is there. */
    private static final class Patience implements UnaryOperator<Duration> {
        private static final Duration MOMENT = Duration.ofMillis(300);

        private final Queue<Duration> asked = new ConcurrentLinkedQueue<>();
        private volatile boolean isLost;

        @Override
        public Duration apply(Duration time) {
            asked.add(time);
            return isLost ? MOMENT : time;
        }
    }

    /** The receiver's sender, to the server at this address. */
    protected abstract Sender sender(String server, HttpCaller through);

    /** What the peer answers to everything while it takes messages. */
    protected abstract Act taken(Request request);

    /** What it does while every post comes to this and all else works: a sender that only posts has nothing else. */
    protected Act posting(Request request, Act post) {
        return post;
    }

    /** Whether this status says, without a word, that the message was taken. */
    protected boolean isTakenWithoutAWord(int status) {
        return false;
    }

    @BeforeEach
    void begin() {
        peerIsWell();
    }

    @AfterEach
    void close() {
        peer.close();
        http.shutdownNow();
    }

    @Override
    protected Sender sender() {
        return sender(peer.url(""), caller);
    }

    @Override
    protected Sender senderToNobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return sender("http://127.0.0.1:" + free.getLocalPort(), caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a text block. */
    protected static List<Row> rows(String lines) {
        return lines.lines()
                .map(line -> line.split("\\|", -1))
                .map(parts -> new Row(
                        Arrays.stream(parts)
                                .limit(parts.length - 1)
                                .map(String::strip)
                                .collect(Collectors.joining(" | ")),
                        parts[parts.length - 1].strip()))
                .toList();
    }

    private void posts(Act act) {
        peer.decides(request -> posting(request, act));
    }

    @Override
    protected void peerDoes(String told) {
        int at = told.indexOf('|');
        posts(new Act.Answer(
                Integer.parseInt(told.substring(0, at).strip()),
                told.substring(at + 1).strip()));
    }

    @Override
    protected void peerIsWell() {
        peer.decides(this::taken);
    }

    @Override
    protected void peerHangs() {
        peer.does(new Act.Hang());
    }

    @Override
    protected void peerDrips() {
        peer.does(new Act.Drip());
    }

    @Override
    protected void peerBreaksOff() {
        posts(new Act.Reset());
    }

    @Override
    protected void peerRepeatsSecrets() {
        peer.decides(request -> posting(request, new Act.Answer(400, everythingOf(request))));
    }

    private String everythingOf(Request request) {
        return peer.url(request.path()) + " " + request.headers().values() + " " + String.join(" ", secrets()) + " "
                + request.body();
    }

    @Override
    protected void losePatience() {
        patience.isLost = true;
    }

    @Override
    protected Duration wouldHaveWaited() {
        Duration sum = patience.asked.stream().reduce(Duration.ZERO, Duration::plus);
        patience.asked.clear();
        return sum;
    }

    @Override
    protected String arrived() {
        return peer.requests().stream().map(Request::body).collect(Collectors.joining("\n"));
    }

    @Test
    void whatEndsWithoutAnAnswerMayBeStored() {
        Sender sender = sender();
        // With patience: what a sender has to know before it posts must not be what it has no time for.
        assertThat(sender.send(another())).isInstanceOf(Outcome.Delivered.class);
        losePatience();
        for (Act act : List.of(new Act.Hang(), new Act.Drip())) {
            posts(act);
            assertThat(Outcomes.word(sender.send(another()))).as("%s", act).isEqualTo("retry, unknown");
            peer.does(act);
            wouldHaveWaited();
            assertThat(Outcomes.word(sender.send(another()))).as("only %s", act).isEqualTo("retry, unknown");
            assertThat(wouldHaveWaited()).isPositive().isLessThanOrEqualTo(LONGEST_WAIT);
        }
    }

    @Test
    void whatIsInterruptedMayBeStored() {
        Sender sender = sender();
        sender.send(another());
        posts(new Act.Hang());
        Thread.currentThread().interrupt();
        Outcome outcome = sender.send(another());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Outcomes.word(outcome)).isEqualTo("retry, unknown");
    }

    @Test
    void noStatusKeepsItFromComingBack() {
        Sender sender = sender();
        IntStream.range(200, 600)
                .filter(status -> status % 7 == 0 && !isTakenWithoutAWord(status))
                .forEach(status -> {
                    posts(new Act.Answer(status, ""));
                    assertThat(sender.send(another())).as("%d", status).isNotInstanceOf(Outcome.Delivered.class);
                    peerIsWell();
                    assertThat(sender.send(another())).as("after %d", status).isInstanceOf(Outcome.Delivered.class);
                });
    }

    @Test
    void noAnswerGivesASecretAway() {
        Sender sender = sender();
        String json = "{\"success\":false,\"error\":\"" + String.join(" ", secrets()) + "\"}";
        for (int status : List.of(200, 204, 301, 400, 401, 403, 404, 408, 413, 418, 422, 429, 500, 502, 503)) {
            for (Function<Request, String> body :
                    List.<Function<Request, String>>of(request -> json, request -> "<p>" + everythingOf(request))) {
                // 204 has no body.
                Function<Request, Act> answer =
                        request -> new Act.Answer(status, status == 204 ? "" : body.apply(request));
                peer.decides(request -> posting(request, answer.apply(request)));
                String shown = sender.send(another()) + " " + sender.probe();
                hidesSecrets(shown);
                assertThat(shown).hasSizeLessThan(1200);
                peer.decides(answer);
                hidesSecrets(sender().send(another()));
            }
        }
    }

    private static @Nullable Instant comeBack(Outcome outcome) {
        assertThat(Outcomes.word(outcome)).isEqualTo("retry");
        return outcome instanceof Outcome.Retryable retry ? retry.notBefore() : null;
    }

    @Test
    void aLimitedCallerComesBackWhenToldTo() {
        posts(new Act.Answer(429, Map.of("Retry-After", "42"), ""));
        assertThat(comeBack(sender().send(one()))).isEqualTo(Routed.NOON.plusSeconds(42));
    }

    @Test
    void aLimitedCallerComesBackAtTheDateThatItIsTold() {
        // The server's clock shows another day than ours; its Date says so. Dates have no parts of a second.
        Instant byTheServer = Instant.now().plusSeconds(40);
        posts(new Act.Answer(429, Map.of("Retry-After", HTTP_DATE.format(byTheServer)), ""));
        assertThat(comeBack(sender().send(one()))).isBetween(Routed.NOON.plusSeconds(10), Routed.NOON.plusSeconds(42));
    }

    @Test
    void aLimitedCallerThatIsToldNoTimeHasNone() {
        posts(new Act.Answer(429, Map.of("Retry-After", "soon"), ""));
        assertThat(comeBack(sender().send(one()))).isNull();
    }

    @Test
    void whatTheServerSaysIsCut() {
        posts(new Act.Answer(500, "x".repeat(60_000)));
        assertThat(sender().send(one()).toString()).hasSizeLessThan(400);
    }

    @Test
    void anAnswerThatIsTooLargeIsNoAnswer() {
        // Were it read, it would be a refusal.
        posts(new Act.Answer(400, "x".repeat(3 << 20)));
        assertThat(Outcomes.word(sender().send(one()))).isEqualTo("retry, unknown");
    }
}
