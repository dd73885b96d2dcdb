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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What holds for every sender, against a real peer on this machine: the lanes rely on it. */
@Timeout(60)
public abstract class SenderContract {
    /** The port allows ten seconds: one of them is for all that is not waiting. */
    protected static final Duration LONGEST_WAIT = Duration.ofSeconds(9);

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final AtomicInteger told = new AtomicInteger();

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

    /** Tells the peer to take everything again. */
    protected abstract void peerIsWell();

    /** Tells the peer to say nothing, for ever. */
    protected abstract void peerHangs();

    /** Tells the peer to answer bit by bit, so that no single read takes long, and to come to no end. */
    protected abstract void peerDrips();

    /** Tells the peer to break the connection. */
    protected abstract void peerBreaksOff();

    /** Tells the peer to refuse, and to repeat everything that was said to it. */
    protected abstract void peerRepeatsSecrets();

    /** A sender that is made from now on waits for a moment only. */
    protected abstract void losePatience();

    /** How long the last attempt would have waited for a peer that says nothing, had nobody lost patience. */
    protected abstract Duration wouldHaveWaited();

    /** What must never be shown. */
    protected abstract List<String> secrets();

    /** All that has arrived, as text. */
    protected abstract String arrived();

    /** A batch of one. */
    protected static Attempt one() {
        return Attempts.first(Routed.firing("host-of-mine"));
    }

    /** A batch of one that was not told before: a receiver may know what it has, and be told nothing. */
    protected final Attempt another() {
        return Attempts.first(Routed.firing("host-" + told.incrementAndGet()));
    }

    private static Attempt plain() {
        Attempt rich = one();
        return new Attempt(rich.notification(), rich.messageId(), rich.number(), rich.since(), rich.fate(), Form.PLAIN);
    }

    @Test
    void whatIsTakenIsDelivered() {
        assertThat(sender().send(one())).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("HostDown").contains("host-of-mine");
    }

    @Test
    void textAloneIsDeliveredToo() {
        assertThat(sender().send(plain())).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived()).contains("host-of-mine");
    }

    @Test
    void aProbeArrivesWithoutAForeignWord() {
        Sender sender = sender();
        sender.send(one());
        int before = arrived().length();
        assertThat(sender.probe()).isInstanceOf(Outcome.Delivered.class);
        assertThat(arrived().substring(before))
                .contains("Tocsin")
                .doesNotContain("host-of-mine")
                .doesNotContain("HostDown");
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
    void aBrokenConnectionIsTriedAgainAndPassesWhenThePeerIsWell() {
        Sender sender = sender();
        peerBreaksOff();
        assertThat(sender.send(one())).isInstanceOf(Outcome.Retryable.class);
        peerIsWell();
        assertThat(sender.send(one())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aPeerThatSaysNothingIsLeftInTimeByAllWhoWait() {
        losePatience();
        peerHangs();
        isLeftInTimeByAllWhoWait();
    }

    @Test
    void aPeerThatDripsIsLeftInTimeByAllWhoWait() {
        losePatience();
        peerDrips();
        isLeftInTimeByAllWhoWait();
    }

    private void isLeftInTimeByAllWhoWait() {
        Sender sender = sender();
        List<CompletableFuture<Outcome>> all = Stream.<Supplier<Outcome>>of(
                        () -> sender.send(one()), () -> sender.send(one()), sender::probe)
                .map(call -> CompletableFuture.supplyAsync(
                        call, task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(all)
                .allSatisfy(send -> assertThat(send).succeedsWithin(BOUND).isInstanceOf(Outcome.Retryable.class));
    }

    @Test
    void neitherAnAttemptNorAProbeWouldWaitForLonger() {
        losePatience();
        peerHangs();
        Sender sender = sender();
        assertThat(sender.send(one())).isInstanceOf(Outcome.Retryable.class);
        assertThat(wouldHaveWaited()).isPositive().isLessThanOrEqualTo(LONGEST_WAIT);
        assertThat(sender.probe()).isInstanceOf(Outcome.Retryable.class);
        assertThat(wouldHaveWaited()).isPositive().isLessThanOrEqualTo(LONGEST_WAIT);
    }

    @Test
    void aPeerThatRepeatsSecretsDoesNotGiveThemAway() {
        peerRepeatsSecrets();
        Sender sender = sender();
        hidesSecrets(sender.send(one()));
        hidesSecrets(sender.probe());
        hidesSecrets(sender);
    }

    /** Neither an outcome nor a sender may show any. */
    protected final void hidesSecrets(Object shown) {
        assertThat(shown.toString()).doesNotContain(secrets().toArray(String[]::new));
    }

    @Test
    void anInterruptedSenderSaysSoStaysInterruptedAndClosesNothing() {
        Sender sender = sender();
        sender.send(another());
        peerHangs();
        Thread.currentThread().interrupt();
        Outcome outcome = sender.send(another());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        peerIsWell();
        assertThat(sender.send(another())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void theRoomIsTheSameForTheSameDestination() {
        assertThat(sender().room())
                .isEqualTo(sender().room())
                .isNotEqualTo(senderToNobody().room());
    }
}
