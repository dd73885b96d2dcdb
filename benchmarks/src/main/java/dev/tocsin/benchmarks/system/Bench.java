package dev.tocsin.benchmarks.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures whole services, one scenario after another, and prints one table. */
public final class Bench {
    private static final Map<String, Supplier<Scenario>> SCENARIOS = scenarios();
    private static final Logger LOG = LoggerFactory.getLogger("bench");
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
        try {
            int runs = Integer.parseInt(option(words, "--runs").orElse("5"));
            double share = Double.parseDouble(option(words, "--share").orElse("1"));
            if (runs > 0 && share > 0 && SCENARIOS.keySet().containsAll(words)) {
                List<String> names = words.isEmpty() ? List.copyOf(SCENARIOS.keySet()) : words;
                System.exit(run(Lab.in(root, runs, share), names, System.out) ? 0 : 1);
            }
        } catch (NumberFormatException e) {
            LOG.debug("no number", e);
        }
        LOG.error(
                "give names of {}, and --runs with a number from 1, --share with one above 0; not: {}",
                SCENARIOS.keySet(),
                List.of(arguments).subList(1, arguments.length));
        System.exit(WRONG_USAGE);
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 == words.size()) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    /** Prints the table, also of the runs that were over before one failed. Returns whether none did. */
    static boolean run(Lab lab, List<String> names, PrintStream out) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        boolean good = true;
        for (String name : names) {
            Scenario scenario =
                    Objects.requireNonNull(SCENARIOS.get(name), name).get();
            try {
                scenario.measure(lab);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).addArgument(name).log("{} failed");
                good = false;
            }
            rows.addAll(scenario.rows(lab));
        }
        out.print(Row.table(rows));
        return good;
    }
}
