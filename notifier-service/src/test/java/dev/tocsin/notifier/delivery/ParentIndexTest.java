package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.Routed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ParentIndexTest {
    private final ParentIndex index = new ParentIndex(3);

    private static RoutedAlert told(String instance, long seq, Reason reason) {
        return Routed.alert("HostDown")
                .label("instance", instance)
                .seq(seq)
                .because(reason)
                .told();
    }

    private static DeliveryEntry entry(String receiver, RoutedAlert routed, End end, String messageId, String detail) {
        return new DeliveryEntry(
                routed.identity(),
                routed.seq(),
                routed.reason(),
                receiver,
                new Place("alerts.critical", 0, routed.seq()),
                end,
                1,
                messageId,
                detail,
                Routed.NOON,
                Routed.NOON);
    }

    private void learn(String instance, long seq, Reason reason, String messageId) {
        index.learn(entry("ops", told(instance, seq, reason), End.DELIVERED, messageId, messageId));
    }

    private Optional<String> parentAt(String receiver, String instance, long seq) {
        return index.at(receiver).parentOf(Notification.of(List.of(told(instance, seq, Reason.RESOLVED))));
    }

    private Optional<String> parent(String instance, long seq) {
        return parentAt("ops", instance, seq);
    }

    @Test
    void whatFollowsABeginningAnswersItsMessage() {
        learn("a", 5, Reason.FIRING, "one");
        learn("a", 6, Reason.REPEAT, "repeat");
        assertThat(parent("a", 7)).contains("one");
        assertThat(parent("b", 7)).isEmpty();
    }

    @Test
    void aReceiverKnowsOnlyItsOwnMessages() {
        learn("a", 5, Reason.FIRING, "one");
        index.learn(entry("others", told("a", 5, Reason.FIRING), End.DELIVERED, "two", "two"));
        assertThat(parent("a", 6)).contains("one");
        assertThat(parentAt("others", "a", 6)).contains("two");
        assertThat(parentAt("nobody", "a", 6)).isEmpty();
    }

    @Test
    void anOlderEntryChangesNothing() {
        learn("a", 5, Reason.REFIRED, "new");
        learn("a", 1, Reason.FIRING, "old");
        learn("a", 2, Reason.RESOLVED, "end");
        assertThat(parent("a", 6)).contains("new");
    }

    @Test
    void anOlderMessageIsNotAnsweredByWhatCameBeforeIt() {
        learn("a", 5, Reason.REFIRED, "new");
        assertThat(parent("a", 4)).isEmpty();
        assertThat(parent("a", 5)).isEmpty();
    }

    @Test
    void anEpisodeThatIsOverIsAnsweredOnlyByItsEnd() {
        learn("a", 5, Reason.FIRING, "one");
        learn("a", 6, Reason.RESOLVED, "end");
        assertThat(parent("a", 6)).contains("one");
        assertThat(parent("a", 8)).isEmpty();
    }

    @Test
    void aBeginningThatComesAfterItsEndIsOld() {
        learn("a", 6, Reason.EXPIRED, "end");
        learn("a", 5, Reason.FIRING, "one");
        assertThat(parent("a", 8)).isEmpty();
    }

    @Test
    void aBeginningThatWasParkedHidesTheOneBefore() {
        learn("a", 5, Reason.FIRING, "one");
        index.learn(entry("ops", told("a", 7, Reason.REFIRED), End.PARKED, "two", "expired"));
        assertThat(parent("a", 8)).isEmpty();
    }

    @Test
    void aBeginningThatWasToldWithALaterStateWasTold() {
        index.learn(entry("ops", told("a", 5, Reason.FIRING), End.SUPERSEDED, "one", "one"));
        learn("a", 6, Reason.REPEAT, "one");
        assertThat(parent("a", 7)).contains("one");
    }

    @Test
    void aReceiverWithoutThreadsTakesNoPlace() {
        index.learn(entry("ops", told("a", 5, Reason.FIRING), End.DELIVERED, "one", ""));
        assertThat(parent("a", 7)).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestIsForgotten() {
        learn("a", 1, Reason.FIRING, "one");
        learn("b", 1, Reason.FIRING, "two");
        learn("c", 1, Reason.FIRING, "three");
        assertThat(parent("a", 2)).contains("one");
        learn("d", 1, Reason.FIRING, "four");
        assertThat(parent("b", 2)).isEmpty();
        assertThat(parent("a", 2)).contains("one");
        assertThat(parent("d", 2)).contains("four");
    }

    @Test
    void whatIsKeptIsKnownBeforeItsLaneHearsOfIt() {
        CompletableFuture<Void> writing = new CompletableFuture<>();
        DeliveryLog log = new IndexedDeliveryLog((entries, parked, unparked) -> writing, index);
        CompletableFuture<Optional<String>> heard = log.append(
                        List.of(entry("ops", told("a", 5, Reason.FIRING), End.DELIVERED, "one", "one")),
                        List.of(),
                        List.of())
                .thenApply(nothing -> parent("a", 6));
        assertThat(parent("a", 6)).isEmpty();
        writing.complete(null);
        assertThat(heard).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Optional.of("one"));
    }

    @Test
    void whatIsNotKeptIsNotKnown() {
        DeliveryLog log = new IndexedDeliveryLog(
                (entries, parked, unparked) -> CompletableFuture.failedFuture(new IllegalStateException("no broker")),
                index);
        assertThat(log.append(
                        List.of(entry("ops", told("a", 5, Reason.FIRING), End.DELIVERED, "one", "one")),
                        List.of(),
                        List.of()))
                .isCompletedExceptionally();
        assertThat(parent("a", 6)).isEmpty();
    }
}
