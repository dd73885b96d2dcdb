package dev.tocsin.standalone;

import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.Routed;
import dev.tocsin.history.audit.Told;
import dev.tocsin.history.audit.log.AuditReader.Found;
import dev.tocsin.history.log.Span;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An audit for programs: one object. */
final class AuditJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AuditJson() {}

    static String of(Found found, Span span) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", span.from().toString());
        all.put("to", span.to().toString());
        all.put("holds", found.holds());
        all.put("router", router(found.audit().routed()));
        all.put(
                "receivers",
                found.audit().told().stream().map(AuditJson::receiver).toList());
        all.put("replayed", found.replayed());
        all.put("unreadable", found.unreadable());
        all.put("unreadableAt", found.examples());
        all.put(
                "broken",
                found.audit().breaches().stream().map(AuditJson::breach).toList());
        return MAPPER.writeValueAsString(all);
    }

    private static Map<String, Object> router(Routed routed) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("received", routed.received());
        row.put("duplicate", routed.duplicate());
        row.put("stale", routed.stale());
        row.put("muted", routed.muted());
        row.put("rejected", routed.rejected());
        row.put("news", routed.news());
        row.put("pending", routed.pending());
        row.put("notKnown", routed.unknown());
        row.put("neverReceived", routed.neverReceived());
        row.put("brokenBy", routed.broken());
        return row;
    }

    private static Map<String, Object> receiver(Told told) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("receiver", told.receiver());
        row.put("hasGroup", told.group());
        row.put("routed", told.routed());
        row.put("delivered", told.delivered());
        row.put("superseded", told.superseded());
        row.put("parked", told.parked());
        row.put("discarded", told.discarded());
        row.put("replayed", told.replayed());
        row.put("pending", told.pending());
        row.put("unaccounted", told.unaccounted());
        row.put("forOthers", told.standIn());
        row.put("brokenBy", told.broken());
        row.put("outOfOrder", told.disordered());
        return row;
    }

    private static Map<String, Object> breach(Breach breach) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", breach.kind().name().toLowerCase(Locale.ROOT));
        row.put("receiver", breach.receiver());
        row.put("alert", breach.alert());
        row.put("identity", breach.identity().toString());
        row.put("seq", breach.seq());
        row.put("record", breach.place().text());
        row.put("at", breach.at().toString());
        row.put("note", breach.note());
        return row;
    }
}
