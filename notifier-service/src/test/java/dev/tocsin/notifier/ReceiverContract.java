package dev.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Sender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every receiver, against a real peer on this machine. */
public abstract class ReceiverContract {
    private static final Duration BOUND = Duration.ofSeconds(10);

    /**
     * A row of the receiver's table.
     *
     * @param told what the peer is told to do
     * @param expected the outcome in a word, as {@link Outcomes} writes it
     */
    public record Row(String told, String expected) {}

    /** A sender to the peer, which takes everything unless told otherwise. */
    protected abstract Sender sender();

    /** A sender to where nobody listens. */
    protected abstract Sender senderToNobody();

    /** The table of docs/receivers.md. */
    protected abstract List<Row> table();

    /** Tells the peer to do what a row says. */
    protected abstract void peerDoes(String told);

    /** Tells the peer to say nothing to the one and to drip to the other, for ever. */
    protected abstract void peerNeverEnds();

    /** Tells the peer to break the connection. */
    protected abstract void peerBreaksOff();

    /** Tells the peer to refuse, and to repeat everything that was said to it. */
    protected abstract void peerRepeatsSecrets();

    /** What must never be shown. */
    protected abstract List<String> secrets();

    /** All that has arrived, as text. */
    protected abstract String arrived();

    /** A batch of one. */
    protected static Attempt one() {
        return Attempts.first(Routed.firing("host-of-mine"));
    }

    private static Attempt plain() {
        Attempt rich = one();
        return new Attempt(rich.notification(), rich.messageId(), rich.number(), rich.since(), rich.fate(), Form.PLAIN);
    }

    @Test
    void whatIsTakenIsDelivered() {
        assertThat(sender().send(one())).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("host-of-mine");
    }

    @Test
    void textAloneIsDeliveredToo() {
        assertThat(sender().send(plain())).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("host-of-mine");
    }

    @Test
    void aProbeArrivesWithoutAForeignWord() {
        assertThat(sender().probe()).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("Tocsin").doesNotContain("host-of-mine").doesNotContain("HostDown");
    }

    @TestFactory
    Stream<DynamicTest> anAnswerMeans() {
        return table().stream()
                .map(row -> dynamicTest(row.told() + ": " + row.expected(), () -> {
                    peerDoes(row.told());
                    Outcome outcome = sender().send(one());
                    assertThat(Outcomes.word(outcome)).as("%s", outcome).isEqualTo(row.expected());
                }));
    }

    @Test
    void whereNobodyListensNothingIsStored() {
        Outcome outcome = senderToNobody().send(one());
        assertThat(Outcomes.word(outcome)).as("%s", outcome).isEqualTo("retry");
        hidesSecrets(outcome);
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        peerBreaksOff();
        assertThat(sender().send(one())).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void aPeerThatNeverEndsIsLeftInTime() {
        peerNeverEnds();
        Sender sender = sender();
        List<CompletableFuture<Outcome>> both = Stream.of(1, 2)
                .map(any -> CompletableFuture.supplyAsync(
                        () -> sender.send(one()), task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(both)
                .allSatisfy(send -> assertThat(send).succeedsWithin(BOUND).isInstanceOf(Outcome.Retryable.class));
    }

    @Test
    void aPeerThatRepeatsSecretsDoesNotGiveThemAway() {
        peerRepeatsSecrets();
        Sender sender = sender();
        hidesSecrets(sender.send(one()));
        hidesSecrets(sender.probe());
        hidesSecrets(sender);
    }

    private void hidesSecrets(Object shown) {
        assertThat(shown.toString()).doesNotContain(secrets().toArray(String[]::new));
    }

    @Test
    void anInterruptedSenderSaysSoAndStaysInterrupted() {
        peerNeverEnds();
        Thread.currentThread().interrupt();
        Outcome outcome = sender().send(one());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void theRoomIsTheSameForTheSameDestination() {
        assertThat(sender().room())
                .isEqualTo(sender().room())
                .isNotEqualTo(senderToNobody().room());
    }
}
