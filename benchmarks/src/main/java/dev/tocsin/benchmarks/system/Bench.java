package dev.tocsin.benchmarks.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Measures whole services, one scenario after another, and prints one table. */
public final class Bench {
    private static final Map<String, Supplier<Scenario>> SCENARIOS = scenarios();
    private static final int WRONG_USAGE = 2;

    private Bench() {}

    private static Map<String, Supplier<Scenario>> scenarios() {
        Map<String, Supplier<Scenario>> all = new LinkedHashMap<>();
        all.put("webhooks", Webhooks::new);
        all.put("latency", Latency::new);
        all.put("throughput", Throughput::new);
        all.put("backlog", Backlog::new);
        all.put("live-states", LiveStates::new);
        all.put("footprint", Footprint::new);
        return all;
    }

    /**
     * Runs the scenarios that are named, or all. First comes the folder of the sources; {@code --runs N} and
     * {@code --share PART} change how often and how long is measured.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        List<String> words = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        int runs = Integer.parseInt(option(words, "--runs").orElse("5"));
        double share = Double.parseDouble(option(words, "--share").orElse("1"));
        if (!SCENARIOS.keySet().containsAll(words)) {
            Lab.say("what is %s? (%s; --runs N, --share PART)".formatted(words, String.join(", ", SCENARIOS.keySet())));
            System.exit(WRONG_USAGE);
        }
        Lab lab = Lab.in(root, runs, share);
        System.exit(run(lab, words.isEmpty() ? List.copyOf(SCENARIOS.keySet()) : words, System.out) ? 0 : 1);
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 == words.size()) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    /** Prints the table, also of those that were measured before one failed. Returns whether none did. */
    static boolean run(Lab lab, List<String> names, PrintStream out) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        boolean good = true;
        for (String name : names) {
            try {
                Optional.ofNullable(SCENARIOS.get(name))
                        .ifPresent(scenario -> rows.addAll(measured(lab, scenario.get())));
            } catch (IllegalStateException e) {
                Lab.say(name + " failed: " + e.getMessage());
                good = false;
            }
        }
        out.print(Row.table(rows));
        return good;
    }

    private static List<Row> measured(Lab lab, Scenario scenario) {
        try {
            return scenario.measure(lab);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
