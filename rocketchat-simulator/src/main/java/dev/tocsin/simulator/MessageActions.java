package dev.tocsin.simulator;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with a message that exists: chat.getMessage, chat.update, chat.react and chat.delete. */
final class MessageActions {
    private static final Pattern EMOJI = Pattern.compile(":[A-Za-z0-9_+-]+:");

    private final Workspace workspace;
    private final MessageStore store;
    private final Clock clock;

    MessageActions(Workspace workspace, MessageStore store, Clock clock) {
        this.workspace = workspace;
        this.store = store;
        this.clock = clock;
    }

    Answer get(Call call) {
        String id = Params.requiredQuery(call, "msgId");
        return store.find(id)
                .map(this::readable)
                .orElseGet(() -> Answer.json(400, Json.object().put("success", false)));
    }

    private Answer readable(ChatMessage message) {
        boolean foreign = workspace
                .roomById(message.roomId())
                .map(room -> room.is(RoomFlag.FOREIGN))
                .orElse(false);
        if (!foreign) {
            return withMessage(message);
        }
        ObjectNode body = Json.object()
                .put("success", false)
                .put("error", "Not allowed [error-not-allowed]")
                .put("errorType", "error-not-allowed");
        body.putObject("details").put("method", "getSingleMessage");
        return Answer.json(400, body);
    }

    private static Answer withMessage(ChatMessage message) {
        ObjectNode body = Json.object();
        body.set("message", message.document());
        return Answer.success(body);
    }

    Answer update(Call call) {
        ObjectNode body = Params.body(call);
        String roomId = Params.required(body, "roomId");
        String id = Params.required(body, "msgId");
        String text = Params.required(body, "text");
        ChatMessage before = existing(id, roomId);
        if (text.isBlank()) {
            throw Rejection.coded("error-invalid-message", "Message cannot be empty");
        }
        if (text.length() > workspace.profile().maxMessageSize()) {
            throw Rejection.coded("error-message-size-exceeded", "Message size exceeds Message_MaxAllowedSize");
        }
        if (before.text().equals(text)) {
            return withMessage(before);
        }
        return store.update(id, message -> edited(message, text))
                .map(MessageActions::withMessage)
                .orElseThrow(() -> notFound(id));
    }

    private ChatMessage edited(ChatMessage message, String text) {
        ObjectNode document = message.document();
        if (document.path("attachments").path(0) instanceof ObjectNode first
                && Json.truthy(first.path("description"))) {
            first.put("description", text);
        } else {
            document.put("msg", text);
        }
        String now = MessageWriter.iso(clock.instant());
        document.put("editedAt", now).put("_updatedAt", now);
        document.set("editedBy", MessageWriter.user(workspace.bot()));
        return message.withDocument(document);
    }

    private ChatMessage existing(String id, String roomId) {
        ChatMessage message = store.find(id).orElseThrow(() -> notFound(id));
        if (!message.roomId().equals(roomId)) {
            throw Rejection.plain("The room id provided does not match where the message is from.");
        }
        return message;
    }

    private static Rejection notFound(String id) {
        return Rejection.plain("No message found with the id of \"" + id + "\".");
    }

    Answer react(Call call) {
        ObjectNode body = Params.body(call);
        String id = Params.required(body, "messageId");
        Params.coerceStrings(body, List.of("emoji", "reaction"));
        Params.coerceBooleans(body, List.of("shouldReact"));
        if (store.find(id).isEmpty()) {
            throw Rejection.coded("error-message-not-found", "");
        }
        String given = Json.either(body, "emoji", "reaction").stringValue("");
        String emoji = given.startsWith(":") ? given : ":" + given + ":";
        if (!EMOJI.matcher(emoji).matches()) {
            throw Rejection.coded("error-not-allowed", "Invalid emoji provided.");
        }
        store.update(id, message -> reacted(message, emoji, body.path("shouldReact")));
        return Answer.success(Json.object());
    }

    /** Without an explicit wish a reaction toggles. */
    private ChatMessage reacted(ChatMessage message, String emoji, JsonNode wish) {
        ObjectNode document = message.document();
        JsonNode users = document.path("reactions").path(emoji).path("usernames");
        Set<String> names = new LinkedHashSet<>();
        users.values().forEach(user -> names.add(user.stringValue("")));
        String name = workspace.bot().username();
        boolean on = wish.isBoolean() ? wish.booleanValue() : !names.contains(name);
        if (on) {
            names.add(name);
        } else {
            names.remove(name);
        }
        ObjectNode reactions = document.withObjectProperty("reactions");
        if (names.isEmpty()) {
            reactions.remove(emoji);
        } else {
            ArrayNode list = reactions.putObject(emoji).putArray("usernames");
            names.forEach(list::add);
        }
        return message.withDocument(document);
    }

    Answer delete(Call call) {
        ObjectNode body = Params.body(call);
        String roomId = Params.required(body, "roomId");
        ChatMessage message = existing(Params.required(body, "msgId"), roomId);
        store.delete(message.id());
        ObjectNode answer =
                Json.object().put("_id", message.id()).put("ts", message.ts().toEpochMilli());
        answer.set("message", message.document());
        return Answer.success(answer);
    }
}
