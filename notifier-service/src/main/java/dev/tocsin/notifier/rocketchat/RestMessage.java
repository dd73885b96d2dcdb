package dev.tocsin.notifier.rocketchat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.text.Message;
import java.util.List;

/**
 * The body of a chat.sendMessage. There is no time in it: Rocket.Chat would keep ours as a text, or refuse it.
 *
 * @param message what to post
 * @param previewUrls always empty: nothing shall be fetched for a preview
 */
record RestMessage(Content message, List<String> previewUrls) {
    /** The message under this id in this room. */
    static RestMessage of(String id, String roomId, Message message) {
        return of(id, roomId, RocketChatMessage.of(message));
    }

    /** The same of a message that has its form. */
    static RestMessage of(String id, String roomId, RocketChatMessage body) {
        return new RestMessage(new Content(id, roomId, body.text(), body.attachments(), false), List.of());
    }

    /**
     * The message itself. Empty parts are left out.
     *
     * @param id chosen here, so that Rocket.Chat takes it once
     * @param roomId never a name
     * @param text the first line
     * @param attachments the alerts
     * @param parseUrls always false: the server shall not fetch what a label links to
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Content(
            @JsonProperty("_id") String id,
            @JsonProperty("rid") String roomId,
            @JsonProperty("msg") String text,
            List<RocketChatMessage.Attachment> attachments,
            boolean parseUrls) {}
}
