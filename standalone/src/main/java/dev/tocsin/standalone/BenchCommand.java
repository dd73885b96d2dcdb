package dev.tocsin.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The benchmarks; the launcher script runs them, since they are not part of the distribution. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast Tocsin is on this machine.",
            "bench all [--runs 5] [--share 1] measures whole services beside their peers, and prints one table;",
            "instead of all: webhooks, latency, throughput, backlog, live-states, footprint.",
            "bench micro [JMH's options] measures each step of an alert, in time and allocated memory."
        })
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUsageException("bench needs the source folder: run ./tocsin bench there");
    }
}
