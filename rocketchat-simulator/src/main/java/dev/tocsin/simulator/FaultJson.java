package dev.tocsin.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fault rules as scripts write them. Everything wrong is an IllegalArgumentException with one sentence. */
final class FaultJson {
    private static final Set<String> NAMES =
            Set.of("kind", "path", "channel", "count", "probability", "seed", "status", "body", "ms", "error", "then");
    private static final int DEFAULT_WAIT = 5000;

    private FaultJson() {}

    /** Reads one rule, a list of rules, or an object with {@code rules} as it was printed. */
    static List<FaultRule> parse(String text) {
        JsonNode node = Json.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "send JSON: a fault such as {\"kind\":\"status\",\"status\":503}, or a list of them"));
        JsonNode rules = node.has("rules") ? node.path("rules") : node;
        List<FaultRule> parsed = new ArrayList<>();
        if (rules.isArray()) {
            rules.values().forEach(each -> parsed.add(rule(each)));
        } else {
            parsed.add(rule(rules));
        }
        return parsed;
    }

    private static FaultRule rule(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a fault is an object with a kind");
        }
        for (String name : node.propertyNames()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("a fault has no " + name);
            }
        }
        return new FaultRule(
                fault(text(node, "kind", ""), node),
                text(node, "path", ""),
                text(node, "channel", ""),
                number(node, "count", 0),
                node.path("probability").asDouble(1),
                node.path("seed").asLong(0));
    }

    private static Fault fault(String kind, JsonNode node) {
        return switch (kind) {
            case "status" -> new Fault.Status(number(node, "status", 500), text(node, "body", "Internal Server Error"));
            case "429" -> new Fault.TooManyRequests(millis(node, DEFAULT_WAIT));
            case "hang" -> node.has("ms") ? new Fault.Hang(millis(node, 0)) : new Fault.Hang(null);
            case "reset" -> new Fault.Reset();
            case "stored-but-lost" -> new Fault.StoredButLost(fault(text(node, "then", "reset"), node));
            case "slow" -> new Fault.Slow(millis(node, DEFAULT_WAIT));
            case "html" -> new Fault.Html();
            case "success-false" -> new Fault.SuccessFalse(text(node, "error", "unknown-error"));
            default ->
                throw new IllegalArgumentException("there is no fault of the kind \"" + kind
                        + "\": use status, 429, hang, reset, stored-but-lost, slow, html or success-false");
        };
    }

    private static String text(JsonNode node, String name, String otherwise) {
        JsonNode value = node.path(name);
        if (value.isContainer()) {
            throw new IllegalArgumentException(name + " must be a string");
        }
        return Json.absent(value) ? otherwise : value.asString();
    }

    private static int number(JsonNode node, String name, int otherwise) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.canConvertToInt()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return value.asInt(otherwise);
    }

    private static Duration millis(JsonNode node, int otherwise) {
        return Duration.ofMillis(number(node, "ms", otherwise));
    }

    static ObjectNode print(List<FaultRule> rules) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("rules");
        for (FaultRule rule : rules) {
            ObjectNode node = list.addObject().put("kind", rule.fault().kind());
            printDetails(rule.fault(), node);
            node.put("path", rule.path()).put("channel", rule.channel()).put("count", rule.count());
            node.put("probability", rule.probability()).put("seed", rule.seed());
        }
        return body;
    }

    private static void printDetails(Fault fault, ObjectNode node) {
        switch (fault) {
            case Fault.Status status -> node.put("status", status.status()).put("body", status.body());
            case Fault.TooManyRequests limited -> node.put("ms", limited.time().toMillis());
            case Fault.Hang hang
            when hang.time() != null -> node.put("ms", hang.time().toMillis());
            case Fault.Slow slow -> node.put("ms", slow.time().toMillis());
            case Fault.SuccessFalse failed -> node.put("error", failed.error());
            case Fault.StoredButLost lost -> {
                node.put("then", lost.ending().kind());
                printDetails(lost.ending(), node);
            }
            case Fault.Hang _, Fault.Reset _, Fault.Html _ -> {
                // Nothing to add.
            }
        }
    }
}
