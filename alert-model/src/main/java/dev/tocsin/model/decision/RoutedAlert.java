package dev.tocsin.model.decision;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Group;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One alert for the receivers that hear of it in one group: the value of {@code alerts.<severity>}.
 *
 * @param received the alert as ingest accepted it
 * @param severity which also names the topic
 * @param receivers who it is addressed to, at least one
 * @param group the labels of the group
 * @param episode of the alert
 * @param seq of the telling, rising per alert
 * @param reason why it is told
 * @param since when the episode began
 * @param routedAt by the router's clock, or when a replay was made
 * @param replay what is told again; only with {@link Reason#REPLAY}
 */
public record RoutedAlert(
        ReceivedAlert received,
        String severity,
        List<String> receivers,
        Group group,
        int episode,
        long seq,
        Reason reason,
        Instant since,
        Instant routedAt,
        Optional<Replay> replay) {

    /** Copies the receivers and refuses none; refuses a replay that says nothing, and one that is told as news. */
    public RoutedAlert {
        receivers = List.copyOf(receivers);
        if (receivers.isEmpty()) {
            throw new IllegalArgumentException("receivers is empty");
        }
        if (replay.isPresent() != (reason == Reason.REPLAY)) {
            throw new IllegalArgumentException("a replay is told for the reason replay, and nothing else is");
        }
    }

    /** News. */
    public RoutedAlert(
            ReceivedAlert received,
            String severity,
            List<String> receivers,
            Group group,
            int episode,
            long seq,
            Reason reason,
            Instant since,
            Instant routedAt) {
        this(received, severity, receivers, group, episode, seq, reason, since, routedAt, Optional.empty());
    }

    /** The same telling told again to one receiver, for what this says. */
    public RoutedAlert again(String receiver, Replay again, Instant at) {
        return new RoutedAlert(
                received,
                severity,
                List.of(receiver),
                group,
                episode,
                seq,
                Reason.REPLAY,
                since,
                at,
                Optional.of(again));
    }

    /**
     * The records that bring this news to its receivers, one per group; none when every receiver is mute: it has no
     * transport, or does not hear of ends.
     */
    public static List<RoutedAlert> of(News news, Policy policy) {
        AlertState state = news.next();
        return state.addresses().byGroup().stream()
                .map(address -> Optional.of(heardBy(address, news, policy))
                        .filter(names -> !names.isEmpty())
                        .map(names -> new RoutedAlert(
                                state.received(),
                                state.addresses().severity(),
                                names,
                                address.group(),
                                state.episode(),
                                state.seq(),
                                news.reason(),
                                state.earliestStartsAt(),
                                state.lastNotified())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> heardBy(Address address, News news, Policy policy) {
        boolean end = news.reason() == Reason.RESOLVED || news.reason() == Reason.EXPIRED;
        return address.receivers().stream()
                .filter(to -> to.sendResolved() || !end)
                .map(To::receiver)
                .filter(name ->
                        policy.receiver(name).flatMap(Receiver::transport).isPresent())
                .toList();
    }

    /** Which alert it is. */
    public Identity identity() {
        return received.identity();
    }

    /** The alert itself. */
    public Alert alert() {
        return received.alert();
    }

    /** Whether it tells that the alert fires. What is told again does not. */
    public boolean firing() {
        return reason == Reason.FIRING || reason == Reason.REFIRED || reason == Reason.REPEAT;
    }

    /** Whether it tells that the alert is over. What is told again does not. */
    public boolean ended() {
        return reason == Reason.RESOLVED || reason == Reason.EXPIRED;
    }
}
