package dev.tocsin.simulator;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A stored message. {@code json} is the whole document as Rocket.Chat would hand it out. */
public record ChatMessage(
        String id,
        String channel,
        String roomId,
        String text,
        String alias,
        List<Attachment> attachments,
        Instant ts,
        Arrival arrival,
        String json) {
    public ChatMessage {
        attachments = List.copyOf(attachments);
    }

    static ChatMessage of(ObjectNode document, Room room, Instant ts, Arrival arrival) {
        return new ChatMessage(
                document.path("_id").stringValue(),
                room.name(),
                room.id(),
                document.path("msg").stringValue(""),
                document.path("alias").stringValue(""),
                Attachment.listOf(document.path("attachments")),
                ts,
                arrival,
                document.toString());
    }

    /** The same message with another document: an edit or a reaction. */
    ChatMessage withDocument(ObjectNode document) {
        return new ChatMessage(
                id,
                channel,
                roomId,
                document.path("msg").stringValue(""),
                alias,
                Attachment.listOf(document.path("attachments")),
                ts,
                arrival,
                document.toString());
    }

    ObjectNode document() {
        return Json.parseOwn(json);
    }

    /** The document with what the page and scripts want to know besides. */
    ObjectNode view() {
        return document().put("channel", channel).put("arrival", arrival.wireName());
    }
}
