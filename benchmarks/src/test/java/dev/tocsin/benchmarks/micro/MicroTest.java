package dev.tocsin.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** That they run; how fast they are is no fact of a test. */
class MicroTest {
    @Test
    void allRun() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include("dev\\.tocsin\\.benchmarks\\.micro\\..*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(20))
                        .shouldFailOnError(true)
                        .build())
                .run();
        assertThat(results).hasSize(17);
    }
}
