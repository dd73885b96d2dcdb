package dev.tocsin.simulator;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as JavaScript sees it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Parses what this package printed. */
    static ObjectNode parseOwn(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /** Whether a value counts as true in an {@code if} of JavaScript. */
    static boolean truthy(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.doubleValue() != 0;
        }
        return !node.isString() || !node.stringValue().isEmpty();
    }

    /** The first of two properties that is truthy, else the first. */
    static JsonNode either(JsonNode object, String first, String second) {
        JsonNode preferred = object.path(first);
        return truthy(preferred) ? preferred : object.path(second);
    }

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** The string, or refuses the way Rocket.Chat's type check does. */
    static String string(JsonNode node) {
        if (absent(node)) {
            return "";
        }
        if (!node.isString()) {
            throw mismatch("string", node);
        }
        return node.stringValue();
    }

    static Rejection mismatch(String expected, JsonNode node) {
        return Rejection.plain("Match error: Expected " + expected + ", got " + typeOf(node));
    }

    private static String typeOf(JsonNode node) {
        if (node.isNull()) {
            return "null";
        }
        if (node.isNumber()) {
            return "number";
        }
        if (node.isBoolean()) {
            return "boolean";
        }
        return node.isString() ? "string" : "object";
    }
}
