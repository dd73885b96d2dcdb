package dev.tocsin.standalone;

import dev.tocsin.history.audit.Audit;
import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.Routed;
import dev.tocsin.history.audit.Told;
import dev.tocsin.history.audit.log.AuditReader.Found;
import dev.tocsin.history.log.Span;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.wire.topic.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says an audit in tables. */
final class AuditText {
    private static final int SHOWN = 60;
    private static final int SHOWN_NOTE = 120;
    /** Of each kind. All are in the JSON. */
    private static final int MOST = 100;

    private final PrintWriter out;
    private final DateTimeFormatter format;

    AuditText(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.format =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** What to know of a time that begins before what the topics keep. */
    static Optional<String> beforeRetention(Span span, Instant now) {
        return span.from().isBefore(now.minus(Topics.RETENTION))
                ? Optional.of("the topics keep " + Topics.RETENTION.toDays()
                        + " days: what is older is gone, and what it explained may be named")
                : Optional.empty();
    }

    void print(Found found, Span span) {
        Audit audit = found.audit();
        out.println("from " + time(span.from()) + " to " + time(span.to()));
        out.println();
        print(audit.routed());
        out.println();
        printTold(audit.told());
        out.println();
        printOrder(audit.told());
        printRemarks(found);
        for (Breach.Kind kind : Breach.Kind.values()) {
            print(
                    kind,
                    audit.breaches().stream()
                            .filter(breach -> breach.kind() == kind)
                            .toList());
        }
        out.println();
        out.println(verdict(found));
    }

    private void print(Routed routed) {
        Table table = new Table(
                "ROUTER", "RECEIVED", "DUPLICATE", "STALE", "MUTED", "REJECTED", "NEWS", "PENDING", "NOT KNOWN", "");
        table.add(texts(
                "",
                word(routed.broken()),
                routed.received(),
                routed.duplicate(),
                routed.stale(),
                routed.muted(),
                routed.rejected(),
                routed.news(),
                routed.pending(),
                routed.unknown()));
        table.print(out);
    }

    private void printTold(List<Told> told) {
        Table table = new Table(
                "RECEIVER",
                "ROUTED",
                "DELIVERED",
                "SUPERSEDED",
                "PARKED",
                "DISCARDED",
                "REPLAYED",
                "PENDING",
                "UNACCOUNTED",
                "FOR OTHERS",
                "");
        told.forEach(row -> table.add(texts(
                name(row),
                word(row.broken()),
                row.routed(),
                row.delivered(),
                row.superseded(),
                row.parked(),
                row.discarded(),
                row.replayed(),
                row.pending(),
                row.unaccounted(),
                row.standIn())));
        table.print(out);
    }

    private void printOrder(List<Told> told) {
        Table table = new Table("ORDER AT", "DELIVERED", "");
        told.forEach(row -> table.add(texts(name(row), word(row.disordered()), row.delivered())));
        table.print(out);
    }

    private static String name(Told row) {
        return Untrusted.line(row.receiver(), SHOWN);
    }

    private static String[] texts(String name, String word, long... numbers) {
        return Stream.of(Stream.of(name), Arrays.stream(numbers).mapToObj(Long::toString), Stream.of(word))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static String word(long broken) {
        return broken == 0 ? "holds" : "BROKEN by " + broken;
    }

    private void printRemarks(Found found) {
        Audit audit = found.audit();
        if (audit.routed().unknown() > 0) {
            out.println("not known: what " + audit.routed().unknown()
                    + " of the records must be compared with lies before this time; an earlier --from may know it");
        }
        audit.told().stream()
                .filter(row -> !row.group() && row.routed() > 0)
                .forEach(row -> out.println(name(row) + " has no consumer group: nobody reads what is routed to it"));
        if (found.replayed() > 0) {
            out.println(found.replayed() + " records of replays are no tellings of their own, and left out");
        }
        if (found.unreadable() > 0) {
            out.println(found.unreadable() + " records can't be read here, they may be of a newer version: "
                    + String.join(", ", found.examples())
                    + (found.unreadable() > found.examples().size() ? ", …" : ""));
        }
    }

    private void print(Breach.Kind kind, List<Breach> breaches) {
        if (breaches.isEmpty()) {
            return;
        }
        out.println();
        out.println(kind.words() + ": " + breaches.size());
        Table table = new Table("TIME", "RECEIVER", "ALERT", "IDENTITY", "NUMBER", "RECORD", "NOTE");
        breaches.stream()
                .limit(MOST)
                .forEach(breach -> table.add(
                        time(breach.at()),
                        breach.receiver().isEmpty() ? "-" : Untrusted.line(breach.receiver(), SHOWN),
                        breach.alert().isEmpty() ? "-" : Untrusted.line(breach.alert(), SHOWN),
                        breach.identity().toString(),
                        breach.seq() == 0 ? "-" : Long.toString(breach.seq()),
                        breach.place().text(),
                        Untrusted.line(breach.note(), SHOWN_NOTE)));
        table.print(out);
        if (breaches.size() > MOST) {
            out.println("and " + (breaches.size() - MOST) + " more: --output json has them all");
        }
    }

    private static String verdict(Found found) {
        if (found.holds()) {
            return "it all adds up";
        }
        return found.audit().holds()
                ? "what can be read adds up"
                : "it does not add up: " + found.audit().breaches().size() + " are named above";
    }

    private String time(Instant at) {
        return format.format(at);
    }
}
