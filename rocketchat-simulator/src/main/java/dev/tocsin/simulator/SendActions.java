package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.Threads;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** chat.sendMessage, where the client may choose the id, and chat.postMessage, where it may not. */
final class SendActions {
    private static final Set<String> SYSTEM_TYPES = Set.of(
            "uj", "ul", "ru", "au", "ut", "wm", "rm", "r", "room_changed_topic", "room-archived", "message_pinned");
    private static final Set<String> POST_NAMES = Set.of(
            "roomId",
            "channel",
            "text",
            "alias",
            "emoji",
            "avatar",
            "attachments",
            "customFields",
            "parseUrls",
            "tmid");
    private static final Duration SKEW_REFUSED = Duration.ofSeconds(60);
    private static final Duration SKEW_CORRECTED = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final MessageStore store;
    private final MessageWriter writer;

    SendActions(Workspace workspace, MessageStore store, MessageWriter writer) {
        this.workspace = workspace;
        this.store = store;
        this.writer = writer;
    }

    Answer sendMessage(Call call) {
        ObjectNode body = Params.body(call);
        if (!(body.path("message") instanceof ObjectNode message)) {
            throw Rejection.invalidParams("must have required property 'message'");
        }
        Params.onlyKnown(body, Set.of("message", "previewUrls"));
        Params.coerceStrings(message, List.of("_id", "rid", "msg", "alias", "emoji", "avatar", "tmid"));
        Params.coerceBooleans(message, List.of("tshow"));
        Params.requireArray(message, "attachments");
        checkContent(message);
        Room room = roomOf(message);
        room.requireWritable(workspace.bot());
        if (room.is(RoomFlag.ENCRYPTED)) {
            throw Rejection.coded("error-not-allowed", "Not allowed to send un-encrypted messages");
        }
        Optional<ChatMessage> stored = writer.write(message, room, Arrival.SEND_MESSAGE);
        if (stored.isEmpty()) {
            // Nothing was inserted, and the handler stumbles over the result it does not have.
            throw Rejection.plain("Cannot read properties of undefined (reading 'starred')");
        }
        ObjectNode answer = Json.object();
        answer.set("message", stored.get().document());
        return Answer.success(answer).storing(List.of(stored.get()));
    }

    private void checkContent(ObjectNode message) {
        if (SYSTEM_TYPES.contains(message.path("t").stringValue(""))) {
            throw Rejection.plain("Cannot send system messages using 'chat.sendMessage'");
        }
        if (Json.truthy(message.path("tshow")) && !Json.truthy(message.path("tmid"))) {
            throw Rejection.coded("invalid-params", "tshow provided but missing tmid");
        }
        if (Json.truthy(message.path("tmid")) && workspace.profile().threads() == Threads.OFF) {
            throw Rejection.coded("error-not-allowed", "not-allowed");
        }
        checkTime(message);
        String text = message.path("msg").stringValue("").replace("\0", "");
        message.put("msg", text);
        boolean nothingElse =
                message.path("attachments").isEmpty() && message.path("blocks").isEmpty();
        if (text.isBlank() && nothingElse) {
            throw Rejection.coded("error-invalid-message", "Message cannot be empty");
        }
        if (text.length() > workspace.profile().maxMessageSize()) {
            throw Rejection.coded("error-message-size-exceeded", "Message size exceeds Message_MaxAllowedSize");
        }
    }

    /** A clock a little off is corrected, one that is far off refused, and a close one believed as it came. */
    private void checkTime(ObjectNode message) {
        JsonNode ts = message.path("ts");
        if (!Json.truthy(ts)) {
            return;
        }
        Duration skew;
        try {
            Instant sent = ts.isNumber() ? Instant.ofEpochMilli(ts.longValue()) : Instant.parse(ts.asString(""));
            skew = Duration.between(sent, writer.now()).abs();
        } catch (DateTimeException e) {
            return;
        }
        if (skew.compareTo(SKEW_REFUSED) > 0) {
            throw Rejection.coded("error-message-ts-out-of-sync", "Message timestamp is out of sync");
        }
        if (skew.compareTo(SKEW_CORRECTED) > 0) {
            message.remove("ts");
        }
    }

    private Room roomOf(ObjectNode message) {
        String roomId = message.path("rid").stringValue("");
        Optional<ChatMessage> parent =
                Optional.of(message.path("tmid").stringValue("")).flatMap(store::find);
        if (parent.isPresent()) {
            String root = parent.get().document().path("tmid").stringValue("");
            message.put("tmid", root.isEmpty() ? parent.get().id() : root);
            roomId = parent.get().roomId();
        }
        if (roomId.isEmpty()) {
            throw Rejection.plain("The 'rid' property on the message object is missing.");
        }
        return workspace.roomById(roomId).orElseThrow(() -> Rejection.plain("error-invalid-room"));
    }

    Answer postMessage(Call call) {
        ObjectNode body = Params.body(call);
        Params.onlyKnown(body, POST_NAMES);
        if (body.has("roomId") == body.has("channel") || (body.has("tmid") && body.has("channel"))) {
            throw Rejection.invalidParams("must match exactly one schema in oneOf");
        }
        Params.coerceStrings(body, List.of("text", "alias", "emoji", "avatar", "tmid"));
        Params.coerceBooleans(body, List.of("parseUrls"));
        Params.requireArray(body, "attachments");
        checkSizes(body);
        List<String> targets = WebhookMessage.targets(body);
        if (targets.isEmpty()) {
            throw Rejection.plain("unknown-error");
        }
        List<Room> rooms = targets.stream().map(workspace::resolve).toList();
        rooms.forEach(room -> room.requireWritable(workspace.bot()));
        ObjectNode message = WebhookMessage.build(body, "");
        List<ChatMessage> sent = new ArrayList<>();
        rooms.forEach(room -> writer.write(message, room, Arrival.POST_MESSAGE).ifPresent(sent::add));
        ObjectNode answer =
                Json.object().put("ts", sent.getFirst().ts().toEpochMilli()).put("channel", targets.getFirst());
        answer.set("message", sent.getFirst().document());
        return Answer.success(answer).storing(sent);
    }

    private void checkSizes(ObjectNode body) {
        int max = workspace.profile().maxMessageSize();
        boolean tooLong = body.path("text").stringValue("").length() > max;
        for (JsonNode attachment : body.path("attachments").values()) {
            tooLong |= attachment.path("text").stringValue("").length() > max;
        }
        if (tooLong) {
            throw Rejection.plain("error-message-size-exceeded");
        }
    }
}
