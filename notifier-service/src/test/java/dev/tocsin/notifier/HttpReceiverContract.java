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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every receiver that is reached over HTTP. A row is {@code status | body | outcome}. */
public abstract class HttpReceiverContract extends ReceiverContract {
    private static final HttpClient HTTP = HttpCaller.client();

    /** Every test has its own. */
    protected final ScriptedPeer peer;

    private final Act taken;

    /** The peer answers so when it takes something. */
    protected HttpReceiverContract(int status, String body) {
        this.peer = new ScriptedPeer(status, body);
        this.taken = new Act.Answer(status, body);
    }

    @AfterEach
    void close() {
        peer.close();
    }

    /** The receiver's sender, to the server at this address. */
    protected abstract Sender sender(String server, HttpCaller caller);

    @Override
    protected Sender sender() {
        return sender(peer.url(""), new HttpCaller(HTTP));
    }

    @Override
    protected Sender senderToNobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return sender("http://127.0.0.1:" + free.getLocalPort(), new HttpCaller(HTTP));
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

    @Override
    protected void peerDoes(String told) {
        int at = told.indexOf('|');
        peer.does(new Act.Answer(
                Integer.parseInt(told.substring(0, at).strip()),
                told.substring(at + 1).strip()));
    }

    @Override
    protected void peerNeverEnds() {
        AtomicInteger calls = new AtomicInteger();
        peer.decides(request -> calls.getAndIncrement() == 0 ? new Act.Hang() : new Act.Drip());
    }

    @Override
    protected void peerBreaksOff() {
        peer.does(new Act.Reset());
    }

    @Override
    protected void peerRepeatsSecrets() {
        AtomicInteger calls = new AtomicInteger();
        peer.decides(request -> new Act.Answer(calls.getAndIncrement() == 0 ? 400 : 500, everythingOf(request)));
    }

    private String everythingOf(Request request) {
        return peer.url(request.path()) + " " + String.join(" ", secrets()) + " " + request.body();
    }

    @Override
    protected String arrived() {
        return peer.requests().stream().map(Request::body).collect(Collectors.joining("\n"));
    }

    private static @Nullable Instant comeBack(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        return outcome instanceof Outcome.Retryable retry ? retry.notBefore() : null;
    }

    @Test
    void aLimitedCallerComesBackWhenToldTo() {
        peer.does(new Act.Answer(429, Map.of("Retry-After", "42"), ""));
        assertThat(comeBack(sender().send(one()))).isEqualTo(Routed.NOON.plusSeconds(42));
    }

    @Test
    void aLimitedCallerThatIsToldNoTimeHasNone() {
        peer.does(new Act.Answer(429, Map.of("Retry-After", "soon"), ""));
        assertThat(comeBack(sender().send(one()))).isNull();
    }

    @Test
    void whatTheServerSaysIsCut() {
        peer.does(new Act.Answer(500, "x".repeat(60_000)));
        assertThat(sender().send(one()).toString()).hasSizeLessThan(400);
    }

    @Test
    void anAnswerThatIsTooLargeIsNoAnswer() {
        // Were it read, it would be a refusal.
        peer.does(new Act.Answer(400, "x".repeat(3 << 20)));
        assertThat(Outcomes.word(sender().send(one()))).isEqualTo("retry, unknown");
    }

    @Test
    void itPassesAgainWhenThePeerIsBack() {
        peer.does(new Act.Reset());
        Sender sender = sender();
        assertThat(sender.send(one())).isInstanceOf(Outcome.Retryable.class);
        peer.does(taken);
        assertThat(sender.send(one())).isInstanceOf(Outcome.Delivered.class);
    }
}
