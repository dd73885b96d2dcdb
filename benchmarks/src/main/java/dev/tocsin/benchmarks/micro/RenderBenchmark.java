package dev.tocsin.benchmarks.micro;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.MessageWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the notifier does with a batch, without Kafka and HTTP. Per message, not per alert. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RenderBenchmark {
    private final MessageWriter writer = new MessageWriter(
            Severities.standard(), (text, limit) -> text.length() > limit ? text.substring(0, limit) : text);

    /** How many alerts are in a message: more than ten are a digest. */
    @Param({"1", "10", "1000"})
    public int alerts;

    private List<RoutedAlert> batch = List.of();

    /** Makes the batch. */
    @Setup
    public void make() {
        batch = IntStream.range(0, alerts).mapToObj(Samples::routed).toList();
    }

    /** One message. */
    @Benchmark
    public Message render() {
        return writer.write(Notification.of(batch));
    }
}
