package dev.tocsin.benchmarks.micro;

import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.route.Addresses;
import dev.tocsin.model.route.Policy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the router does with an alert, without Kafka and its store. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class DecisionBenchmark {
    private final Policy policy = Policy.standard();
    private final Decider decider = new Decider(policy, DecisionRules.standard());
    private final Map<String, String> labels = Samples.labels(1);
    private final ReceivedAlert received = Samples.received(1);
    private final Incoming incoming = new Incoming(received, Samples.NOW);
    private final AlertState known = new AlertState(
            received,
            1,
            Samples.NOW.toEpochMilli(),
            received.alert().startsAt(),
            received.alert().startsAt(),
            Samples.NOW,
            Samples.NOW,
            Samples.NOW,
            policy.addresses(received.alert()));

    /** Prometheus' fingerprint of eight labels. */
    @Benchmark
    public Fingerprint fingerprint() {
        return Fingerprint.of(labels);
    }

    /** Where an alert goes under the standard routes. */
    @Benchmark
    public Addresses route() {
        return policy.addresses(received.alert());
    }

    /** An alert that is not known yet. */
    @Benchmark
    public Decision decideNew() {
        return decider.decide(null, incoming, Samples.NOW);
    }

    /** One that fires already, and is not due to be repeated. */
    @Benchmark
    public Decision decideKnown() {
        return decider.decide(known, incoming, Samples.NOW);
    }
}
