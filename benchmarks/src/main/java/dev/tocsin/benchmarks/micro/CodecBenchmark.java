package dev.tocsin.benchmarks.micro;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.json.Codecs;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Values of topics, read and written. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CodecBenchmark {
    private final ReceivedAlert received = Samples.received(1);
    private final RoutedAlert routed = Samples.routed(1);
    private final AlertState state = new AlertState(
            received,
            1,
            Samples.NOW.toEpochMilli(),
            received.alert().startsAt(),
            received.alert().startsAt(),
            Samples.NOW,
            Samples.NOW,
            Samples.NOW,
            Policy.standard().addresses(received.alert()));
    private final DeliveryEntry delivery = new DeliveryEntry(
            routed.identity(),
            routed.seq(),
            routed.reason(),
            "rocketchat-critical",
            new Place("alerts.critical", 3, 123_456),
            End.DELIVERED,
            1,
            "x7f3k9q2m1",
            "",
            Samples.NOW,
            Samples.NOW);
    private final byte[] receivedBytes = Codecs.RECEIVED.encode(received);
    private final byte[] routedBytes = Codecs.ROUTED.encode(routed);
    private final byte[] stateBytes = Codecs.STATE.encode(state);
    private final byte[] deliveryBytes = Codecs.DELIVERY.encode(delivery);

    /** {@code alerts.received}, written. */
    @Benchmark
    public byte[] encodeReceived() {
        return Codecs.RECEIVED.encode(received);
    }

    /** {@code alerts.received}, read. */
    @Benchmark
    public ReceivedAlert decodeReceived() {
        return Codecs.RECEIVED.decode(receivedBytes);
    }

    /** {@code alerts.<severity>}, written. */
    @Benchmark
    public byte[] encodeRouted() {
        return Codecs.ROUTED.encode(routed);
    }

    /** {@code alerts.<severity>}, read. */
    @Benchmark
    public RoutedAlert decodeRouted() {
        return Codecs.ROUTED.decode(routedBytes);
    }

    /** {@code alerts.state}, written. */
    @Benchmark
    public byte[] encodeState() {
        return Codecs.STATE.encode(state);
    }

    /** {@code alerts.state}, read. */
    @Benchmark
    public AlertState decodeState() {
        return Codecs.STATE.decode(stateBytes);
    }

    /** {@code deliveries}, written. */
    @Benchmark
    public byte[] encodeDelivery() {
        return Codecs.DELIVERY.encode(delivery);
    }

    /** {@code deliveries}, read. */
    @Benchmark
    public DeliveryEntry decodeDelivery() {
        return Codecs.DELIVERY.decode(deliveryBytes);
    }
}
