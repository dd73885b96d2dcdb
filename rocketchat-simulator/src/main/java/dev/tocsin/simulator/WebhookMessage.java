package dev.tocsin.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds a message from what a hook or chat.postMessage was given: a whitelist, so no {@code _id} and no {@code ts}. */
final class WebhookMessage {
    private WebhookMessage() {}

    static ObjectNode build(ObjectNode payload, String defaultAlias) {
        ObjectNode message = Json.object();
        message.put("msg", Json.string(Json.either(payload, "text", "msg")).strip());
        JsonNode alias = Json.either(payload, "username", "alias");
        putIfFilled(message, "alias", Json.truthy(alias) ? Json.string(alias) : defaultAlias);
        putIfFilled(message, "avatar", Json.string(Json.either(payload, "icon_url", "avatar")));
        if (!message.has("avatar")) {
            putIfFilled(message, "emoji", Json.string(Json.either(payload, "icon_emoji", "emoji")));
        }
        boolean noAttachments = Json.absent(payload.path("attachments"));
        if (payload.path("attachments") instanceof ArrayNode attachments) {
            message.set("attachments", withTextInPlace(attachments));
        }
        JsonNode parseUrls = payload.path("parseUrls");
        message.set("parseUrls", Json.absent(parseUrls) ? message.booleanNode(noAttachments) : parseUrls);
        JsonNode groupable = payload.path("groupable");
        message.set("groupable", Json.absent(groupable) ? message.booleanNode(false) : groupable);
        for (String name : List.of("tmid", "customFields")) {
            if (!Json.absent(payload.path(name))) {
                message.set(name, payload.path(name));
            }
        }
        return message;
    }

    private static void putIfFilled(ObjectNode message, String name, String value) {
        if (!value.isEmpty()) {
            message.put(name, value);
        }
    }

    private static ArrayNode withTextInPlace(ArrayNode attachments) {
        ArrayNode moved = attachments.deepCopy();
        for (JsonNode node : moved.values()) {
            if (node instanceof ObjectNode attachment && Json.truthy(attachment.path("msg"))) {
                attachment.set("text", attachment.remove("msg"));
            }
        }
        return moved;
    }

    /** The targets that a payload names, each once; empty when it names none. */
    static List<String> targets(JsonNode payload) {
        LinkedHashSet<String> targets = new LinkedHashSet<>();
        for (String name : List.of("channel", "roomId")) {
            JsonNode value = payload.path(name);
            if (value.isArray()) {
                value.values().forEach(each -> targets.add(Json.string(each)));
            } else if (Json.truthy(value)) {
                targets.add(Json.string(value));
            }
        }
        return new ArrayList<>(targets);
    }
}
