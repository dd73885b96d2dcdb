package dev.tocsin.ingest.app;

import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.wire.topic.Topics;
import java.util.Optional;

/** The settings of ingest; where Kafka is stands in {@link dev.tocsin.wire.kafka.KafkaSettings}. */
public final class IngestSettings {
    /** Whether senders have to show a token. */
    public enum Auth {
        /** Anybody who reaches the port may post. */
        NONE,
        /** Only who knows {@code TOCSIN_INGEST_TOKEN}. */
        TOKEN
    }

    /** The port. */
    public static final Setting<Integer> PORT =
            Setting.of("TOCSIN_INGEST_PORT", Kind.PORT, 8093, "Port of the webhooks and of ingest's admin paths");

    /** The address. */
    public static final Setting<Optional<String>> HOST = Setting.optional(
            "TOCSIN_INGEST_HOST",
            Kind.TEXT,
            "Address ingest listens on; unless set, 127.0.0.1, or every address once TOCSIN_INGEST_TOKEN or"
                    + " TOCSIN_INGEST_AUTH=none is set");

    /** The token. */
    public static final Setting<Optional<Secret>> TOKEN = Setting.optional(
            "TOCSIN_INGEST_TOKEN", Kind.SECRET, "What senders show as Authorization: Bearer; others get 401");

    /** Whether a token is needed. */
    public static final Setting<Optional<Auth>> AUTH = Setting.optional(
            "TOCSIN_INGEST_AUTH",
            Kind.choice(Auth.class),
            "none: senders need no token even when ingest listens beyond this machine");

    /** Bytes of a body. */
    public static final Setting<Integer> MAX_BODY_BYTES = Setting.of(
            "TOCSIN_INGEST_MAX_BODY_BYTES",
            Kind.integer(1_024, 64 << 20),
            IntakeLimits.STANDARD.bodyBytes(),
            "Largest body that is taken");

    /** Alerts of a body. */
    public static final Setting<Integer> MAX_ALERTS = Setting.of(
            "TOCSIN_INGEST_MAX_ALERTS",
            Kind.integer(1, 100_000),
            IntakeLimits.STANDARD.alerts(),
            "Most alerts that one body may hold");

    /** Labels of an alert. */
    public static final Setting<Integer> MAX_LABELS = Setting.of(
            "TOCSIN_INGEST_MAX_LABELS",
            Kind.integer(1, 1_024),
            IntakeLimits.STANDARD.labels(),
            "Most labels, and most annotations, that one alert may have");

    /** Length of names. */
    public static final Setting<Integer> MAX_NAME_LENGTH = Setting.of(
            "TOCSIN_INGEST_MAX_NAME_LENGTH",
            Kind.integer(1, Topics.MAX_ALERT_BYTES),
            IntakeLimits.STANDARD.nameLength(),
            "Most characters in the name of a label or annotation");

    /** Length of values. */
    public static final Setting<Integer> MAX_VALUE_LENGTH = Setting.of(
            "TOCSIN_INGEST_MAX_VALUE_LENGTH",
            Kind.integer(1, Topics.MAX_ALERT_BYTES),
            IntakeLimits.STANDARD.valueLength(),
            "Most characters in the value of a label or in a URL");

    /** Requests at once. */
    public static final Setting<Integer> MAX_REQUESTS = Setting.of(
            "TOCSIN_INGEST_MAX_REQUESTS",
            Kind.integer(1, 100_000),
            512,
            "Most requests under way at once; more get 503");

    /** So much fits into the heap that ingest is shipped with. */
    static final int STANDARD_BYTES = 64 << 20;

    /** Bytes at once. */
    public static final Setting<Integer> MAX_BYTES = Setting.of(
            "TOCSIN_INGEST_MAX_BYTES",
            Kind.integer(1 << 20, 1 << 30),
            STANDARD_BYTES,
            "Most bytes of bodies and records under way at once; more get 503. Above the default, a third of the heap at most");

    /** All of them. */
    public static final Catalogue CATALOGUE = Catalogue.of(
            "Ingest",
            PORT,
            HOST,
            TOKEN,
            AUTH,
            MAX_BODY_BYTES,
            MAX_ALERTS,
            MAX_LABELS,
            MAX_NAME_LENGTH,
            MAX_VALUE_LENGTH,
            MAX_REQUESTS,
            MAX_BYTES);

    private IngestSettings() {}
}
