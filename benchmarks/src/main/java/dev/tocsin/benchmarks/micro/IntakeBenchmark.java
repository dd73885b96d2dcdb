package dev.tocsin.benchmarks.micro;

import dev.tocsin.ingest.intake.AlertLog;
import dev.tocsin.ingest.intake.Appended;
import dev.tocsin.ingest.intake.Bulkhead;
import dev.tocsin.ingest.intake.Deadlines;
import dev.tocsin.ingest.intake.Intake;
import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.ingest.intake.LogBatch;
import dev.tocsin.ingest.intake.Origin;
import dev.tocsin.ingest.intake.Verdict;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.route.Policy;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What ingest does with a body, without HTTP and Kafka: decode, validate, fingerprint, encode. Per body, not per alert. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class IntakeBenchmark {
    private static final Origin ORIGIN =
            new Origin("alertmanager", "0195f0c2-1111-7000-8000-000000000000", Optional.empty());

    private final Intake intake = new Intake(
            IntakeLimits.STANDARD,
            Policy::standard,
            new Nowhere(),
            new Bulkhead(64, 1 << 30),
            InstantSource.fixed(Samples.NOW),
            new Deadlines(System::nanoTime));

    /** How many alerts are in a body. */
    @Param({"2", "50"})
    public int alerts;

    private byte[] body = {};

    /** Takes everything, at once. */
    private static final class Nowhere implements AlertLog {
        private static final CompletableFuture<Appended> WRITTEN =
                CompletableFuture.completedFuture(new Appended.Written());

        @Override
        public CompletableFuture<Appended> append(LogBatch batch) {
            return WRITTEN;
        }

        @Override
        public CheckResult check() {
            return CheckResult.ok();
        }
    }

    /** Writes the body. */
    @Setup
    public void write() {
        body = Samples.body(alerts);
    }

    /** One body. */
    @Benchmark
    public Verdict accept() {
        return intake.accept(ORIGIN, body, intake.lease());
    }
}
