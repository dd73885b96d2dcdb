package dev.tocsin.standalone;

import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.reconcile.Comparison;
import dev.tocsin.history.reconcile.Finding;
import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.history.reconcile.Finding.Unsure;
import dev.tocsin.history.reconcile.Reconciliation;
import dev.tocsin.history.reconcile.log.StateReader;
import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.standalone.ReconcileOptions.Output;
import dev.tocsin.standalone.ReconcileText.Healed;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares Alertmanager with what Tocsin believes, and brings what is missing. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the alerts that Alertmanager has with those that Tocsin believes firing.",
            "With --heal what is missing, and the ends that were missed, are posted to ingest.",
            "Exit code 0: no difference, or all healed; 1: they differ, or not all is known or healed.",
            "Needs KAFKA_BOOTSTRAP_SERVERS, and TOCSIN_CONFIG as ingest has it. Nobody's offsets move."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final int MOST_ALERTS = 500;
    private static final int MOST_BYTES = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    ReconcileCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        Launch launch = Launch.read(IngestSettings.CATALOGUE);
        Cluster cluster = new Cluster(launch.kafka(), launch.topics(), "reconcile", PATIENCE);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
                LogReader log = cluster.reader()) {
            return reconcile(http, new StateReader(log, launch.topics(), options.source()), launch);
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private int reconcile(HttpClient http, StateReader reader, Launch launch) throws InterruptedException {
        // The Alertmanagers are asked first: what moves meanwhile then looks young, not different.
        Instant at = Clock.systemUTC().instant();
        Heard heard = ask(http);
        Set<String> receivers = heard.receivers(options.receiver());
        Map<Identity, AlertState> states = reader.read();
        Comparison comparison = new Comparison(options.source(), launch.policy().get(), options.grace(), at);
        Reconciliation found = comparison.compare(heard.view(receivers, at, options.grace()), states);
        ReconcileText text = new ReconcileText(heard, receivers, found);
        boolean known = sayWhatIsNotKnown(heard, found, reader, at);
        if (options.output() == Output.TABLE) {
            text.printTable(out(), at, ZoneId.systemDefault());
            out().flush();
        }
        if (!options.heal()) {
            if (options.output() == Output.JSON) {
                text.printJson(out(), at);
            }
            out().flush();
            return known && found.differences().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        IngestPost ingest =
                ingest(http, launch, receivers, states.values().stream().toList());
        Healed healed = heal(found, comparison, reader, ingest);
        if (options.output() == Output.JSON) {
            text.printJson(out(), at, healed);
        } else {
            text.printHealed(out(), healed);
        }
        out().flush();
        return known && healed.notHealed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private Heard ask(HttpClient http) throws InterruptedException {
        List<AlertmanagerAnswer> answers = new ArrayList<>();
        for (AlertmanagerApi api : options.alertmanagers(http)) {
            answers.add(api.ask());
        }
        Heard heard = new Heard(answers);
        if (heard.told().isEmpty()) {
            List<String> all = heard.failed().stream()
                    .map(failed -> failed.address() + ": " + failed.why())
                    .toList();
            throw new FailedException(String.join("\n", all) + "\nnothing was compared");
        }
        return heard;
    }

    /** Whether all is known that was asked for. */
    private boolean sayWhatIsNotKnown(Heard heard, Reconciliation found, StateReader reader, Instant at) {
        List<String> sentences = new ArrayList<>();
        heard.failed()
                .forEach(failed -> sentences.add(failed.address() + " did not tell what it has: " + failed.why()));
        List<Unsure> unsure = found.of(Unsure.class);
        if (!unsure.isEmpty()) {
            heard.justStarted(at, options.grace())
                    .forEach(young -> sentences.add(young.address() + " was started only at " + young.startedAt()
                            + " and may not have heard of all its alerts again"));
            sentences.add(unsure.size() + " may have ended; nothing is resolved until every Alertmanager has told all");
        }
        reader.unreadable().forEach(key -> sentences.add("can't be read here, it may be of a newer version: " + key));
        PrintWriter err = spec.commandLine().getErr();
        sentences.forEach(err::println);
        err.flush();
        return sentences.isEmpty();
    }

    private IngestPost ingest(HttpClient http, Launch launch, Set<String> receivers, List<AlertState> states) {
        int alerts = Math.min(MOST_ALERTS, launch.settings().get(IngestSettings.MAX_ALERTS));
        int bytes = Math.min(MOST_BYTES, launch.settings().get(IngestSettings.MAX_BODY_BYTES) / 2);
        // Alertmanager's API does not say what it calls itself; the last alert that it posted did.
        String externalUrl = states.stream()
                .filter(state -> !state.received().externalUrl().isEmpty())
                .max(Comparator.comparing(AlertState::lastSeen))
                .map(state -> state.received().externalUrl())
                .orElseGet(options::firstAddress);
        return new IngestPost(
                http,
                options.target(launch.settings().get(IngestSettings.PORT)),
                launch.settings().get(IngestSettings.TOKEN),
                new IngestPost.Limits(alerts, bytes),
                new IngestPost.Sender(receivers.stream().findFirst().orElse(""), externalUrl));
    }

    private Healed heal(Reconciliation found, Comparison comparison, StateReader reader, IngestPost ingest)
            throws InterruptedException {
        Map<Finding, String> notHealed = new LinkedHashMap<>(ingest.post(found.differences()));
        List<Finding> posted = found.differences().stream()
                .filter(each -> !notHealed.containsKey(each))
                .toList();
        List<Finding> open = await(posted, comparison, reader);
        open.forEach(each -> notHealed.put(
                each,
                "ingest took it, and alerts.state did not show it within "
                        + options.patience().toSeconds() + " s: is the router running?"));
        List<Finding> shown =
                posted.stream().filter(each -> !open.contains(each)).toList();
        int resolved =
                Math.toIntExact(shown.stream().filter(Ended.class::isInstance).count());
        return new Healed(shown.size() - resolved, resolved, notHealed);
    }

    /** Until {@code alerts.state} shows what was posted; what it does not show in time. */
    private List<Finding> await(List<Finding> posted, Comparison comparison, StateReader reader) {
        List<Finding> open = posted;
        long deadline = System.nanoTime() + options.patience().toNanos();
        while (!open.isEmpty()) {
            Map<Identity, AlertState> states = reader.read();
            List<Finding> still = open.stream()
                    .filter(each -> !comparison.shown(each, states))
                    .toList();
            if (still.size() < open.size()) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("alerts.state shows " + (posted.size() - still.size()) + " of " + posted.size());
                err.flush();
            }
            open = still;
            if (open.isEmpty() || System.nanoTime() - deadline >= 0) {
                return open;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return open;
    }
}
