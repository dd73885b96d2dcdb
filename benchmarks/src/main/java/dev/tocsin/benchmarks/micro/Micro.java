package dev.tocsin.benchmarks.micro;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks; with JMH's own options, {@code -h} for help. Always says what is allocated. */
public final class Micro {
    private Micro() {}

    /** Runs those that the arguments name, or all. */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-XX:+UseCompactObjectHeaders")
                .build();
        var _ = new Runner(options).run();
    }
}
