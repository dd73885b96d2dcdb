package dev.tocsin.standalone;

import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.PlanAnswer.Entry;
import dev.tocsin.history.answer.PlanAnswer.Said;
import dev.tocsin.history.replay.run.Asks;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.notifier.text.Untrusted;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says for people what a replay would tell, and what it has told. */
record ReplayText(PrintWriter out, ZoneId zone) {
    private static final int SHOWN = 60;
    private static final int SHOWN_LABELS = 80;

    /** What would be told, and why the rest is not. */
    void print(PlanAnswer plan) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        Table table = new Table("LAST", "TO", "SEVERITY", "ALERT", "LABELS", "MISSED", "WHY", "NOW");
        plan.alerts().forEach(entry -> {
            Said last = last(entry);
            table.add(
                    time.format(last.at()),
                    entry.to().equals(entry.receiver()) ? entry.to() : entry.to() + " for " + entry.receiver(),
                    entry.severity(),
                    Untrusted.line(entry.name(), SHOWN),
                    Untrusted.line(labels(entry), SHOWN_LABELS),
                    entry.missed() + ", last " + last.reason(),
                    last.fate() + (last.detail().isEmpty() ? "" : ": " + Untrusted.line(last.detail(), SHOWN)),
                    entry.present().state().name().toLowerCase(Locale.ROOT));
        });
        table.print(out);
        out.println(plan.count() + (plan.count() == 1 ? " alert" : " alerts") + " would be told"
                + (plan.truncated() ? "; the first " + plan.alerts().size() + " are named" : ""));
        out.println("from " + time.format(plan.ask().from()) + " to "
                + time.format(plan.ask().to()) + ":");
        counts(plan.read(), plan.tellings(), plan.matched(), plan.skipped());
        if (plan.replayed() > 0) {
            out.println(plan.replayed() + " records of earlier replays in this time are no tellings of their own");
        }
        unreadable(plan.unreadable());
    }

    private static Said last(Entry entry) {
        return entry.history().stream()
                .filter(Said::taken)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static String labels(Entry entry) {
        return entry.labels().entrySet().stream()
                .filter(label -> !label.getKey().equals("alertname"))
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
    }

    private void counts(long read, long tellings, long matched, Map<String, Long> skipped) {
        out.println("read " + read + " records, " + tellings + " tellings: " + matched + " matched"
                + skipped.entrySet().stream()
                        .map(e -> ", " + e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining()));
    }

    private void unreadable(long count) {
        if (count > 0) {
            out.println(count + " records can't be read here, they may be of a newer version");
        }
    }

    /** All of them, and how far they are. */
    void print(List<ReplayRun> runs) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        Table table = new Table("BEGUN", "ID", "STATE", "MODE", "ALERTS", "TOLD", "GIVEN UP", "AS OF");
        runs.forEach(run -> table.add(
                time.format(run.startedAt()),
                Untrusted.line(run.id(), SHOWN),
                run.state().name().toLowerCase(Locale.ROOT),
                Untrusted.line(run.ask().mode(), SHOWN),
                Long.toString(run.progress().alerts()),
                Long.toString(run.progress().told()),
                Long.toString(run.progress().givenUp()),
                time.format(run.at())));
        table.print(out);
        out.println(runs.size() + (runs.size() == 1 ? " replay" : " replays"));
    }

    /** How it ended. */
    void print(ReplayRun run) {
        counts(
                run.counts().read(),
                run.counts().tellings(),
                run.counts().matched(),
                run.counts().skipped());
        unreadable(run.counts().unreadable());
        ReplayRun.Progress progress = run.progress();
        out.println("told " + progress.told() + " of " + progress.alerts()
                + (progress.alerts() == 1 ? " alert" : " alerts")
                + (progress.givenUp() > 0
                        ? ", " + progress.givenUp() + " given up: ./tocsin parked list says why"
                        : ""));
        switch (run.state()) {
            case DONE -> out.println("replay " + run.id() + " is done");
            case INTERRUPTED, FAILED, RUNNING ->
                out.println("replay " + run.id() + " was stopped"
                        + (progress.written() > progress.told() + progress.givenUp()
                                ? "; what stands in line is told all the same"
                                : "")
                        + (run.ask().mode().equals(Asks.PARKED)
                                ? ". It goes on when the retry is asked for again as before"
                                : ". It goes on with: ./tocsin replay --id " + run.id()));
        }
    }
}
