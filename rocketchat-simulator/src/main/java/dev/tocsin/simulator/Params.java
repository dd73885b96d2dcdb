package dev.tocsin.simulator;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parameters of a REST call as its schema would: scalars are coerced, unknown names refused. */
final class Params {
    private Params() {}

    static ObjectNode body(Call call) {
        return Json.parse(call.body()).orElseGet(Json::object) instanceof ObjectNode object ? object : Json.object();
    }

    static void onlyKnown(ObjectNode body, Set<String> known) {
        if (!known.containsAll(body.propertyNames())) {
            throw Rejection.invalidParams("must NOT have additional properties");
        }
    }

    /** A required string; numbers and booleans turn into one. */
    static String required(ObjectNode body, String name) {
        coerceStrings(body, List.of(name));
        JsonNode value = body.path(name);
        if (!value.isString()) {
            throw Rejection.invalidParams("must have required property '" + name + "'");
        }
        return value.stringValue();
    }

    static String requiredQuery(Call call, String name) {
        String value = call.query(name);
        if (value.isEmpty()) {
            throw Rejection.invalidParams("must have required property '" + name + "'");
        }
        return value;
    }

    static void coerceStrings(ObjectNode object, List<String> names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isNull()) {
                object.put(name, "");
            } else if (value.isNumber() || value.isBoolean()) {
                object.put(name, value.asString());
            } else if (value.isContainer()) {
                throw Rejection.invalidParams("must be string");
            }
        }
    }

    static void coerceBooleans(ObjectNode object, List<String> names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isString() && Set.of("true", "false").contains(value.stringValue())) {
                object.put(name, value.stringValue().equals("true"));
            } else if (!Json.absent(value) && !value.isBoolean()) {
                throw Rejection.invalidParams("must be boolean");
            }
        }
    }

    static void requireArray(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw Rejection.invalidParams("must be array");
        }
    }
}
