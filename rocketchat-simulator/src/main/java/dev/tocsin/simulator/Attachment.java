package dev.tocsin.simulator;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An attachment as it was stored; what was not sent is empty. */
public record Attachment(
        String title, String titleLink, String text, String color, boolean collapsed, List<Field> fields) {

    /** One field of an attachment. */
    public record Field(String title, String value, boolean isShort) {}

    public Attachment {
        fields = List.copyOf(fields);
    }

    static List<Attachment> listOf(JsonNode array) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode node : array.values()) {
            attachments.add(of(node));
        }
        return attachments;
    }

    private static Attachment of(JsonNode node) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : node.path("fields").values()) {
            fields.add(new Field(text(field, "title"), text(field, "value"), Json.truthy(field.path("short"))));
        }
        return new Attachment(
                text(node, "title"),
                text(node, "title_link"),
                text(node, "text"),
                text(node, "color"),
                Json.truthy(node.path("collapsed")),
                fields);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() ? value.asString("") : "";
    }
}
