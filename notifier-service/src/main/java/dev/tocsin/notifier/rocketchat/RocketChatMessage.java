package dev.tocsin.notifier.rocketchat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.MessageWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a post. Empty parts are left out: since Rocket.Chat 8 an empty field refuses the whole message.
 *
 * @param text the first line
 * @param attachments the alerts
 * @param parseUrls always false: the server shall not fetch what a label links to
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RocketChatMessage(String text, List<Attachment> attachments, boolean parseUrls) {
    /** What an attempt posts. */
    static RocketChatMessage of(Attempt attempt, MessageWriter writer) {
        Message message = switch (attempt.form()) {
            case RICH -> writer.write(attempt.notification());
            case PLAIN -> writer.plain(attempt.notification());
        };
        return of(message.framed(attempt.occasion().before(), attempt.occasion().after()));
    }

    /** The message in Rocket.Chat's form. */
    static RocketChatMessage of(Message message) {
        return new RocketChatMessage(
                message.headline(),
                message.blocks().stream().map(Attachment::of).toList(),
                false);
    }

    /** A message of the form that alerts have, and without a word from outside. */
    static RocketChatMessage neutral(String text) {
        return of(Message.neutral(text));
    }

    /**
     * One attachment. {@code mrkdwn_in} is empty, which turns markup off: its text is shown as it is.
     *
     * @param color of the bar
     * @param pretext above it
     * @param title its first line
     * @param titleLink where the title leads
     * @param text below the title
     * @param actions its buttons
     * @param markup always empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Attachment(
            String color,
            String pretext,
            String title,
            @JsonProperty("title_link") @Nullable String titleLink,
            String text,
            List<Button> actions,

            @JsonProperty("mrkdwn_in") @JsonInclude(JsonInclude.Include.ALWAYS)
            List<String> markup) {

        private static Attachment of(Block block) {
            return new Attachment(
                    block.color(),
                    block.pretext(),
                    block.title(),
                    block.titleLink(),
                    block.text(),
                    block.links().stream()
                            .map(link -> new Button("button", link.name(), link.url()))
                            .toList(),
                    List.of());
        }
    }

    /**
     * A button that opens a page.
     *
     * @param type always button
     * @param text on it
     * @param url of the page, http or https
     */
    record Button(String type, String text, String url) {}
}
