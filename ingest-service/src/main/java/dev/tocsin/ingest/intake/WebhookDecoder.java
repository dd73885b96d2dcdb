package dev.tocsin.ingest.intake;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.ingest.intake.Submission.Submitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a webhook body of Alertmanager's shape, in one pass and without building a tree. The version is not looked at:
 * Grafana says "1" and Alertmanager "4", and both have {@code alerts}; what is unknown is skipped.
 */
final class WebhookDecoder {
    private static final int DEEPEST = 32;
    private static final int LONGEST_COMPLAINT = 120;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final IntakeLimits limits;

    WebhookDecoder(IntakeLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a body.
     *
     * @param arrived stands for times that the source left out
     * @throws RefusedException when it can't be taken as it is
     */
    Submission decode(byte[] body, Instant arrived) {
        requireUtf8(body);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new Reading(new JsonCursor(json), limits, arrived).submission();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** JSON in UTF-16 or UTF-32 begins with a zero or with FE or FF; Jackson would take it, nobody else would. */
    private static void requireUtf8(byte[] body) {
        boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xff) >= 0xfe);
        if (wide) {
            throw new RefusedException(Reason.MALFORMED, "The body is not in UTF-8; send JSON in UTF-8.");
        }
    }

    private static RefusedException malformed(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String place =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new RefusedException(Reason.MALFORMED, "The body is not valid JSON" + place + ": " + complaint(e));
    }

    private static String complaint(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends too early; send the whole body.";
        }
        if (e instanceof StreamConstraintsException) {
            return "it nests deeper than " + DEEPEST + " levels or has a number of absurd length.";
        }
        // What follows lists what JSON has anyway, or names Jackson's switches, which mean nothing to the sender.
        String text = e.getOriginalMessage()
                .replaceAll(
                        "(?s)\\s*((: was expecting )?\\(JSON String|\\(start marker|\\[Source|; add `|\\(use ).*", "");
        return Excerpt.of(text, LONGEST_COMPLAINT) + ".";
    }

    /** One pass over one body. */
    private static final class Reading {
        private final JsonCursor cursor;
        private final IntakeLimits limits;
        private final Instant arrived;
        private String externalUrl = "";
        private @Nullable List<Submitted> alerts;

        Reading(JsonCursor cursor, IntakeLimits limits, Instant arrived) {
            this.cursor = cursor;
            this.limits = limits;
            this.arrived = arrived;
        }

        Submission submission() {
            if (!cursor.advance()) {
                throw new RefusedException(Reason.EMPTY_BODY, "The body is empty; post Alertmanager's webhook JSON.");
            }
            cursor.require(JsonToken.START_OBJECT, "an object with the array alerts, as Alertmanager's webhook sends");
            cursor.eachField(this::field);
            if (cursor.advance()) {
                throw new RefusedException(
                        Reason.MALFORMED, "The body goes on after the end of its JSON object; send one object.");
            }
            if (alerts == null) {
                throw new RefusedException(
                        Reason.SHAPE, "The body has no alerts; Alertmanager's webhook sends an array of that name.");
            }
            return new Submission(externalUrl, alerts);
        }

        private void field(String name) {
            switch (name) {
                case "alerts" -> alerts = alerts();
                case "externalURL" -> externalUrl = AlertReader.url(cursor, limits);
                default -> cursor.skip();
            }
        }

        private List<Submitted> alerts() {
            cursor.require(JsonToken.START_ARRAY, "an array of alerts");
            List<Submitted> found = new ArrayList<>();
            cursor.eachElement(() -> {
                if (found.size() == limits.alerts()) {
                    throw new RefusedException(
                            Reason.TOO_MANY_ALERTS,
                            "The body holds more than " + limits.alerts()
                                    + " alerts; send fewer at a time (in Alertmanager: max_alerts, or a finer group_by).");
                }
                found.add(new AlertReader(cursor, limits, arrived).read());
            });
            return found;
        }
    }
}
