package dev.tocsin.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a hook as Rocket.Chat 7.6 and newer do, with all that they swallow. */
final class HookBody {
    private static final String FORM = "application/x-www-form-urlencoded";

    private HookBody() {}

    /** The payload as the hook works with it. */
    static ObjectNode payload(String contentType, String body) {
        ObjectNode parsed = parse(contentType, body);
        return contentType.toLowerCase(Locale.ROOT).contains(FORM) ? unwrapped(parsed) : parsed;
    }

    /** The body alone, which always can be read somehow. */
    static ObjectNode parse(String contentType, String body) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("application/json")) {
            return Json.parse(body).flatMap(HookBody::asObject).orElseGet(Json::object);
        }
        if (type.contains(FORM)) {
            return form(body);
        }
        if (type.contains("multipart/")) {
            return Json.object();
        }
        return spread(body);
    }

    /** A form with the one key {@code payload} carries JSON in it; JSON that cannot be read leaves the form as it is. */
    private static ObjectNode unwrapped(ObjectNode payload) {
        JsonNode inner = payload.path("payload");
        if (payload.size() != 1 || !inner.isString()) {
            return payload;
        }
        Optional<JsonNode> parsed = Json.parse(inner.stringValue());
        if (parsed.isEmpty()) {
            return payload;
        }
        return parsed.flatMap(HookBody::asObject)
                .orElseThrow(
                        () -> Rejection.plain("Integration payload must be a JSON object, not an array or primitive"));
    }

    private static Optional<ObjectNode> asObject(JsonNode node) {
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static ObjectNode form(String body) {
        ObjectNode values = Json.object();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Text of another kind becomes one property per character: not empty, and nothing in it is known. */
    private static ObjectNode spread(String body) {
        ObjectNode characters = Json.object();
        if (!body.isEmpty()) {
            // The rest would be thrown away by the next step; one shows that the body was not empty.
            characters.put("0", body.substring(0, 1));
        }
        return characters;
    }
}
