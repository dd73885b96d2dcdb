package dev.tocsin.notifier.rocketchat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a chat.sendMessage. There is no time in it: Rocket.Chat would keep ours as a text, or refuse it.
 *
 * @param message what to post
 * @param previewUrls always empty: nothing shall be fetched for a preview
 */
record RestMessage(Content message, List<String> previewUrls) {
    /** The message under this id in this room. */
    static RestMessage of(String id, String roomId, RocketChatMessage body) {
        return new RestMessage(new Content(id, roomId, null, null, body.text(), body.attachments(), false), List.of());
    }

    /** The same message as a reply, which the channel shows too: nobody shall miss an end because it is in a thread. */
    RestMessage answering(String parent) {
        return new RestMessage(message.answering(parent), previewUrls);
    }

    /**
     * The message itself. Empty parts are left out.
     *
     * @param id chosen here, so that Rocket.Chat takes it once
     * @param roomId never a name
     * @param parent the message that it answers, if it is a reply
     * @param shownInChannel true for a reply, and left out otherwise: Rocket.Chat refuses it without a parent
     * @param text the first line
     * @param attachments the alerts
     * @param parseUrls always false: the server shall not fetch what a label links to
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Content(
            @JsonProperty("_id") String id,
            @JsonProperty("rid") String roomId,
            @JsonProperty("tmid") @Nullable String parent,
            @JsonProperty("tshow") @Nullable Boolean shownInChannel,
            @JsonProperty("msg") String text,
            List<RocketChatMessage.Attachment> attachments,
            boolean parseUrls) {

        private Content answering(String to) {
            return new Content(id, roomId, to, true, text, attachments, parseUrls);
        }
    }
}
