package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Bulkhead;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts what happens to requests. Requests = accepted + refused + unavailable. */
public final class IngestMeters {
    private final MeterRegistry registry;
    private final Counter alerts;
    private final Counter bytes;
    private final Timer acknowledged;

    /** Registers the meters, those of the bulkhead too. */
    public IngestMeters(MeterRegistry registry, Bulkhead bulkhead) {
        this.registry = registry;
        this.alerts = Counter.builder("tocsin.ingest.alerts")
                .description("Alerts accepted and kept")
                .register(registry);
        this.bytes = Counter.builder("tocsin.ingest.body.bytes")
                .description("Bytes of request bodies read")
                .baseUnit("bytes")
                .register(registry);
        this.acknowledged = Timer.builder("tocsin.ingest.ack")
                .description("From handing a request's alerts to Kafka to the acknowledgement of all of them")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5))
                .register(registry);
        Gauge.builder("tocsin.ingest.in.flight", bulkhead, Bulkhead::placesTaken)
                .description("Requests between the end of their body and the last acknowledgement")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tocsin.ingest.in.flight.bytes", bulkhead, Bulkhead::bytesTaken)
                .description("Bytes of bodies and records under way")
                .strongReference(true)
                .register(registry);
    }

    void answered(int code) {
        Counter.builder("tocsin.ingest.requests")
                .description("Webhook requests by the status of their answer")
                .tag("code", Integer.toString(code))
                .register(registry)
                .increment();
    }

    void notTaken(Enum<?> reason) {
        Counter.builder("tocsin.ingest.not.taken")
                .description("Webhook requests that were refused or could not be taken, by reason")
                .tag("reason", word(reason))
                .register(registry)
                .increment();
    }

    void accepted(int count, Duration waited) {
        alerts.increment(count);
        if (count > 0) {
            acknowledged.record(waited);
        }
    }

    void read(int count) {
        bytes.increment(count);
    }

    static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
