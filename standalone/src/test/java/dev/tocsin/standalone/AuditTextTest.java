package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.audit.Audit;
import dev.tocsin.history.audit.Breach;
import dev.tocsin.history.audit.Breach.Kind;
import dev.tocsin.history.audit.Routed;
import dev.tocsin.history.audit.Told;
import dev.tocsin.history.audit.log.AuditReader.Found;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.delivery.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditTextTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Span SPAN = new Span(NOON, NOON.plusSeconds(60));
    private static final Routed ROUTED = new Routed(3, 0, 0, 0, 0, 2, 0, 1, 0);

    private static Breach breach(int offset) {
        Identity identity = new Identity("alertmanager", new Fingerprint(offset));
        Place place = new Place("alerts.critical", 0, offset);
        return new Breach(Kind.UNACCOUNTED, "ops", "Disk\u001b[31mFull", identity, 7, place, NOON, "firing");
    }

    private static Told told(String receiver, boolean group, long unaccounted, long disordered) {
        return new Told(receiver, group, unaccounted, 0, 0, 0, 0, 0, 0, unaccounted, 0, 0, disordered);
    }

    private static String text(Found found) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new AuditText(out, ZoneOffset.UTC).print(found, SPAN);
        out.flush();
        return text.toString();
    }

    @Test
    void ofEachKindTheFirstHundredAreShown() {
        List<Breach> breaches =
                IntStream.range(0, 102).mapToObj(AuditTextTest::breach).toList();
        Found found = new Found(new Audit(ROUTED, List.of(told("ops", false, 102, 1)), breaches), 0, 0, List.of());
        assertThat(text(found))
                .contains(
                        "says nothing of it: 102",
                        "0000000000000063  7       alerts.critical-0@99  firing",
                        "and 2 more: --output json has them all",
                        "BROKEN by 102",
                        "BROKEN by 1",
                        "ops has no consumer group: nobody reads what is routed to it",
                        "it does not add up: 102 are named above")
                .doesNotContain("alerts.critical-0@100", "\u001b");
        assertThat(AuditJson.of(found, SPAN)).contains("\"holds\":false", "\"record\":\"alerts.critical-0@101\"");
    }

    @Test
    void whatWasNotLookedAtIsSaid() {
        Found found = new Found(new Audit(ROUTED, List.of(), List.of()), 4, 2, List.of("deliveries-0@1"));
        assertThat(text(found))
                .contains(
                        "not known: what 1 of the records must be compared with lies before this time",
                        "4 records of replays are no tellings of their own",
                        "2 records can't be read here, they may be of a newer version: deliveries-0@1, …",
                        "what can be read adds up")
                .doesNotContain("BROKEN");
        assertThat(found.holds()).isFalse();
    }

    @Test
    void whatIsOlderThanTheTopicsKeepIsSaid() {
        assertThat(AuditText.beforeRetention(SPAN, NOON.plus(Duration.ofDays(30))))
                .isEmpty();
        assertThat(AuditText.beforeRetention(SPAN, NOON.plus(Duration.ofDays(31))))
                .hasValueSatisfying(words -> assertThat(words).startsWith("the topics keep 30 days"));
    }
}
