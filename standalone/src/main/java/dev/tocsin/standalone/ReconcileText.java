package dev.tocsin.standalone;

import dev.tocsin.history.reconcile.Finding;
import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.history.reconcile.Finding.Missing;
import dev.tocsin.history.reconcile.Finding.Quiet;
import dev.tocsin.history.reconcile.Finding.Refired;
import dev.tocsin.history.reconcile.Finding.Renamed;
import dev.tocsin.history.reconcile.Finding.TooYoung;
import dev.tocsin.history.reconcile.Finding.Unsure;
import dev.tocsin.history.reconcile.Reconciliation;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.standalone.AlertmanagerAnswer.Failed;
import dev.tocsin.standalone.AlertmanagerAnswer.Told;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a comparison found, and what became of healing it, for people and for programs. */
record ReconcileText(Heard heard, Set<String> receivers, Reconciliation found) {
    private static final int SHOWN_LABELS = 160;
    private static final int SHOWN_WHY = 300;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What a heal did.
     *
     * @param takenIn begins that {@code alerts.state} shows
     * @param resolved ends that it shows
     * @param notHealed the rest, and why
     */
    record Healed(int takenIn, int resolved, Map<Finding, String> notHealed) {}

    /** One word for it. */
    static String what(Finding finding) {
        return switch (finding) {
            case Missing _ -> "missing";
            case Refired _ -> "fires again";
            case Ended _ -> "ended";
            case TooYoung _ -> "too young";
            case Quiet _ -> "quiet";
            case Unsure _ -> "unsure";
            case Renamed _ -> "renamed";
        };
    }

    private static String why(Finding finding, DateTimeFormatter format) {
        return switch (finding) {
            case Missing _ -> "fires at Alertmanager, not known here";
            case Refired _ -> "fires at Alertmanager, another firing than the one that is known here";
            case Ended _ -> "fires here, Alertmanager has it no more";
            case TooYoung young ->
                (young.begins() ? "fires at Alertmanager, not known here" : "fires here, not at Alertmanager")
                        + "; a difference from " + format.format(young.until()) + " on";
            case Quiet quiet -> "fires here, at Alertmanager " + quiet.why().words();
            case Unsure _ -> "fires here, not among what the Alertmanagers told";
            case Renamed _ -> "fires here under another ignore_labels; it expires";
        };
    }

    /** A line for each Alertmanager, a row for each finding, and counts. */
    void printTable(PrintWriter out, Instant at, ZoneId zone) {
        heard.answers().forEach(answer -> out.println(line(answer)));
        out.println("compared with the receiver " + (receivers.isEmpty() ? "-" : String.join(", ", receivers)) + ", "
                + format(zone).format(at));
        if (!found.findings().isEmpty()) {
            Table table = new Table("WHAT", "SINCE", "ALERT", "IDENTITY", "WHY");
            found.findings()
                    .forEach(each -> table.add(
                            what(each),
                            format(zone).format(each.alert().startsAt()),
                            Untrusted.line(Group.of(each.alert().labels()).toString(), SHOWN_LABELS),
                            each.identity().toString(),
                            why(each, format(zone))));
            table.print(out);
        }
        StringBuilder counts = new StringBuilder(found.inStep() + " in step");
        counts().forEach((what, count) ->
                counts.append(", ").append(count).append(' ').append(what));
        out.println(counts);
    }

    private static String line(AlertmanagerAnswer answer) {
        return switch (answer) {
            case Told told -> told.address() + ": " + told.alerts().size() + " alerts";
            case Failed(String address, String why) -> address + ": " + Untrusted.line(why, SHOWN_WHY);
        };
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        found.findings().forEach(each -> counts.merge(what(each), 1, Integer::sum));
        return counts;
    }

    /** What was healed, and what was not. */
    void printHealed(PrintWriter out, Healed healed) {
        out.println(healed.takenIn() + " taken in, " + healed.resolved() + " resolved, "
                + found.of(TooYoung.class).size() + " left too young");
        healed.notHealed()
                .forEach((finding, why) -> out.println("not healed: " + finding.identity() + " "
                        + Untrusted.line(Group.of(finding.alert().labels()).toString(), SHOWN_LABELS) + ": " + why));
    }

    /** All of it as one object. */
    void printJson(PrintWriter out, Instant at, Healed... healed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", at.toString());
        all.put("receivers", receivers);
        all.put(
                "alertmanagers",
                heard.answers().stream().map(ReconcileText::json).toList());
        all.put("inStep", found.inStep());
        all.put("counts", counts());
        all.put("findings", found.findings().stream().map(ReconcileText::json).toList());
        for (Healed each : healed) {
            all.put(
                    "healed",
                    Map.of(
                            "takenIn", each.takenIn(),
                            "resolved", each.resolved(),
                            "notHealed",
                                    each.notHealed().entrySet().stream()
                                            .map(one -> Map.of(
                                                    "identity",
                                                    one.getKey().identity().toString(),
                                                    "why",
                                                    one.getValue()))
                                            .toList()));
        }
        out.println(JSON.writeValueAsString(all));
    }

    private static Map<String, Object> json(AlertmanagerAnswer answer) {
        return switch (answer) {
            case Told told ->
                Map.of(
                        "address", told.address(),
                        "startedAt", told.startedAt().toString(),
                        "alerts", told.alerts().size());
            case Failed(String address, String why) -> Map.of("address", address, "failed", why);
        };
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("what", what(finding));
        all.put("identity", finding.identity().toString());
        all.put("fingerprint", finding.identity().fingerprint().toString());
        all.put("labels", finding.alert().labels());
        all.put("startsAt", finding.alert().startsAt().toString());
        switch (finding) {
            case Ended ended -> all.put("endsAt", ended.endsAt().toString());
            case TooYoung young -> {
                all.put("begins", young.begins());
                all.put("until", young.until().toString());
            }
            case Quiet quiet -> all.put("why", quiet.why().name().toLowerCase(Locale.ROOT));
            case Missing _, Refired _, Unsure _, Renamed _ -> {
                // What they are says all.
            }
        }
        return all;
    }

    private static DateTimeFormatter format(ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }
}
