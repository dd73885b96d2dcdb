package dev.tocsin.wire.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as accepted; the alert's own fields have Alertmanager's names. */
record AlertShape(
        Integer v,
        String source,
        String fingerprint,
        String requestId,
        Instant receivedAt,
        String status,
        Map<String, String> labels,
        @Nullable Map<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAt,
        @JsonProperty("generatorURL") @Nullable String generatorUrl,
        @JsonProperty("externalURL") @Nullable String externalUrl,
        @Nullable Boolean shadowed)
        implements Versioned {

    static AlertShape of(ReceivedAlert received) {
        Alert alert = received.alert();
        return new AlertShape(
                VERSION,
                received.identity().source(),
                received.identity().fingerprint().toString(),
                received.requestId(),
                received.receivedAt(),
                alert.status().word(),
                alert.labels(),
                alert.annotations().isEmpty() ? null : alert.annotations(),
                alert.startsAt(),
                alert.endsAt(),
                emptyAsNull(alert.generatorUrl()),
                emptyAsNull(received.externalUrl()),
                received.shadowed() ? Boolean.TRUE : null);
    }

    ReceivedAlert received() {
        Fingerprint print = Fingerprint.parse(Shapes.given("fingerprint", fingerprint))
                .orElseThrow(() -> new IllegalArgumentException("fingerprint is not 16 hex digits"));
        return new ReceivedAlert(
                new Identity(Shapes.given("source", source), print),
                alert(),
                Shapes.given("requestId", requestId),
                Shapes.given("receivedAt", receivedAt),
                nullAsEmpty(externalUrl),
                Boolean.TRUE.equals(shadowed));
    }

    private Alert alert() {
        return new Alert(
                switch (Shapes.given("status", status)) {
                    case "firing" -> Status.FIRING;
                    case "resolved" -> Status.RESOLVED;
                    default -> throw new IllegalArgumentException("status is neither firing nor resolved");
                },
                Alert.sorted(Shapes.given("labels", labels)),
                Alert.sorted(annotations == null ? Map.of() : annotations),
                Shapes.given("startsAt", startsAt),
                endsAt,
                nullAsEmpty(generatorUrl));
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String nullAsEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
