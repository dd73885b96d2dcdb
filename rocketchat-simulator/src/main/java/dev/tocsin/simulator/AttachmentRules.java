package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Refuses an attachment that Rocket.Chat would refuse. Properties it does not know are kept. */
final class AttachmentRules {
    private static final List<String> STRINGS = List.of(
            "color",
            "text",
            "title",
            "button_alignment",
            "author_name",
            "image_preview",
            "image_type",
            "audio_type",
            "video_type");
    private static final List<String> BOOLEANS = List.of("collapsed", "title_link_download");
    private static final List<String> NUMBERS = List.of("image_size", "audio_size", "video_size");
    private static final List<String> ARRAYS = List.of("fields", "actions", "mrkdwn_in");
    private static final List<String> URLS = List.of(
            "title_link",
            "message_link",
            "author_link",
            "author_icon",
            "thumb_url",
            "image_url",
            "audio_url",
            "video_url");
    private static final Pattern URL = Pattern.compile("(?i)^(https?://|data:|/?file-upload/).*", Pattern.DOTALL);

    private AttachmentRules() {}

    static void check(JsonNode attachments, FieldRules rules) {
        for (JsonNode attachment : attachments.values()) {
            if (!attachment.isObject()) {
                throw Json.mismatch("object", attachment);
            }
            checkTypes(attachment);
            checkUrls(attachment, URLS);
            for (JsonNode field : attachment.path("fields").values()) {
                checkField(field, rules);
            }
            for (JsonNode action : attachment.path("actions").values()) {
                checkAction(action);
            }
        }
    }

    private static void checkTypes(JsonNode attachment) {
        STRINGS.forEach(name -> Json.string(attachment.path(name)));
        BOOLEANS.forEach(name -> require("boolean", attachment.path(name)));
        NUMBERS.forEach(name -> require("number", attachment.path(name)));
        ARRAYS.forEach(name -> require("array", attachment.path(name)));
        require("object", attachment.path("image_dimensions"));
        JsonNode ts = attachment.path("ts");
        if (!ts.isNumber()) {
            Json.string(ts);
        }
    }

    private static void checkUrls(JsonNode object, List<String> names) {
        for (String name : names) {
            JsonNode url = object.path(name);
            if (!Json.absent(url) && !URL.matcher(Json.string(url)).matches()) {
                throw Rejection.plain("Invalid href value provided");
            }
        }
    }

    private static void checkField(JsonNode field, FieldRules rules) {
        require("boolean", field.path("short"));
        Json.string(field.path("title"));
        JsonNode value = field.path("value");
        if (!Json.absent(value) && !value.isValueNode()) {
            throw Json.mismatch("string", value);
        }
        switch (rules) {
            case V7 -> {
                // Both are optional there.
            }
            case V8 -> {
                if (!Json.truthy(field.path("title")) || !Json.truthy(value)) {
                    throw Rejection.plain("Invalid attachment field, title and value is required");
                }
            }
        }
    }

    private static void checkAction(JsonNode action) {
        List.of("type", "text", "msg", "webview_height_ratio").forEach(name -> Json.string(action.path(name)));
        List.of("is_webview", "msg_in_chat_window").forEach(name -> require("boolean", action.path(name)));
        checkUrls(action, List.of("url", "image_url"));
    }

    private static void require(String type, JsonNode node) {
        boolean fits = switch (type) {
            case "boolean" -> node.isBoolean();
            case "number" -> node.isNumber();
            case "array" -> node.isArray();
            default -> node.isObject();
        };
        if (!Json.absent(node) && !fits) {
            throw Json.mismatch(type, node);
        }
    }
}
