package dev.tocsin.ingest.intake;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.ingest.intake.Submission.Submitted;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Status;
import dev.tocsin.wire.json.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads one element of {@code alerts}. Of a key that stands there twice the last one counts, as it does in Go. */
final class AlertReader {
    /** Go's zero time, which means that there is none. */
    private static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final int HIGHEST_YEAR = 9999;

    private final JsonCursor cursor;
    private final IntakeLimits limits;
    private final Instant arrived;

    private @Nullable Status status;
    private @Nullable NavigableMap<String, String> labels;
    private NavigableMap<String, String> annotations = Alert.sorted(Map.of());
    private @Nullable Instant startsAt;
    private @Nullable Instant endsAt;
    private String generatorUrl = "";
    private Optional<Fingerprint> fingerprint = Optional.empty();

    AlertReader(JsonCursor cursor, IntakeLimits limits, Instant arrived) {
        this.cursor = cursor;
        this.limits = limits;
        this.arrived = arrived;
    }

    Submitted read() {
        cursor.require(JsonToken.START_OBJECT, "an object with status and labels");
        cursor.eachField(this::field);
        if (status == null) {
            throw cursor.refused("has no status; say \"firing\" or \"resolved\".");
        }
        if (labels == null || labels.isEmpty()) {
            throw cursor.refused("has no labels; an alert needs at least one label with a value.");
        }
        return new Submitted(alert(status, labels), fingerprint);
    }

    private Alert alert(Status given, NavigableMap<String, String> identity) {
        if (given == Status.FIRING) {
            return new Alert(
                    given, identity, annotations, Objects.requireNonNullElse(startsAt, arrived), endsAt, generatorUrl);
        }
        Instant end = Objects.requireNonNullElse(endsAt, arrived);
        // An alert without a start did not start after it ended.
        Instant start = Objects.requireNonNullElse(startsAt, end.isBefore(arrived) ? end : arrived);
        return new Alert(given, identity, annotations, start, end, generatorUrl);
    }

    private void field(String name) {
        switch (name) {
            case "status" -> status = status();
            case "labels" -> labels = map(limits.valueLength());
            case "annotations" -> annotations = map(Integer.MAX_VALUE);
            case "startsAt" -> startsAt = time();
            case "endsAt" -> endsAt = time();
            case "generatorURL" -> generatorUrl = url(cursor, limits);
            case "fingerprint" -> fingerprint = Fingerprint.parse(cursor.text());
            default -> cursor.skip();
        }
    }

    private Status status() {
        return switch (cursor.text()) {
            case "firing" -> Status.FIRING;
            case "resolved" -> Status.RESOLVED;
            default -> throw cursor.refused("is " + cursor.found() + "; it must be \"firing\" or \"resolved\".");
        };
    }

    /** Labels or annotations. An empty value means that there is none: dropped before anything is computed. */
    private NavigableMap<String, String> map(int longestValue) {
        TreeMap<String, String> map = new TreeMap<>();
        if (cursor.at(JsonToken.VALUE_NULL)) {
            return Alert.unmodifiable(map);
        }
        cursor.require(JsonToken.START_OBJECT, "an object of strings");
        cursor.eachField(name -> {
            requireLength(name, limits.nameLength(), "has a name");
            if (name.isEmpty()) {
                throw cursor.refused("has an empty name; give it one or leave it out.");
            }
            String value = cursor.text();
            requireLength(value, longestValue, "has a value");
            if (value.isEmpty()) {
                map.remove(Excerpt.wellFormed(name));
            } else {
                map.put(Excerpt.wellFormed(name), value);
            }
            if (map.size() > limits.labels()) {
                throw cursor.refused(Reason.LABELS, "is one too many; at most " + limits.labels() + " are taken here.");
            }
        });
        return Alert.unmodifiable(map);
    }

    private void requireLength(String text, int longest, String what) {
        if (text.length() > longest) {
            throw cursor.refused(
                    Reason.LABELS,
                    what + " of " + text.length() + " characters; at most " + longest + " are taken, so shorten it.");
        }
    }

    static String url(JsonCursor cursor, IntakeLimits limits) {
        String url = cursor.text();
        if (url.length() > limits.valueLength()) {
            throw cursor.refused("has " + url.length() + " characters; at most " + limits.valueLength()
                    + " are taken, so shorten it.");
        }
        return url;
    }

    private static @Nullable Instant unlessNone(Instant time) {
        return time.isAfter(NO_TIME) ? time : null;
    }

    private @Nullable Instant time() {
        String text = cursor.text();
        if (text.isEmpty()) {
            return null;
        }
        Optional<Instant> usual = Times.usual(text);
        if (usual.isPresent()) {
            return unlessNone(usual.get());
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() <= HIGHEST_YEAR) {
                return unlessNone(time.toInstant());
            }
        } catch (DateTimeException e) {
            // Told below, with the years that no RFC 3339 time has.
        }
        throw cursor.refused(
                "is " + cursor.found() + "; it must be a time as in RFC 3339, such as 2026-11-21T10:00:00Z.");
    }
}
