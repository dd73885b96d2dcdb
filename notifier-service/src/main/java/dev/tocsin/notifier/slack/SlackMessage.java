package dev.tocsin.notifier.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.Untrusted;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a post.
 *
 * @param text the first line
 * @param attachments the alerts
 * @param mrkdwn whether the text is markup
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SlackMessage(String text, List<Attachment> attachments, boolean mrkdwn) {
    /** Slack refuses more than a hundred as {@code too_many_attachments}. */
    static final int MOST_ATTACHMENTS = 100;

    /** So many at the beginning stay what they are. */
    private static final int WHOLE = MOST_ATTACHMENTS / 5;

    /** Slack cuts a text at 40,000; escaped, a letter is five at most. */
    private static final int LONGEST_TEXT = 7000;

    /** What is joined grows no longer than a block of its own may be, unless there would be too many. */
    private static final int LONGEST_JOINED = 4500;

    /** The message in Slack's form. */
    static SlackMessage of(Message message) {
        return new SlackMessage(
                message.headline(),
                fitting(message.blocks()).stream().map(Attachment::of).toList(),
                true);
    }

    /** The message as text alone, all of it as it is. */
    static SlackMessage plain(Message message) {
        String alerts = message.blocks().stream().map(SlackMessage::said).collect(Collectors.joining("\n"));
        return new SlackMessage(
                message.headline() + "\n" + SlackText.plain(Untrusted.cut(alerts, LONGEST_TEXT)), List.of(), false);
    }

    private static String said(Block block) {
        return Stream.of(block.pretext(), block.title(), block.text())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** No more than Slack takes: if need be, what stands at the end is joined under the color of its first. */
    private static List<Block> fitting(List<Block> blocks) {
        if (blocks.size() <= MOST_ATTACHMENTS) {
            return blocks;
        }
        List<Block> joined = joined(blocks, LONGEST_JOINED);
        return joined.size() <= MOST_ATTACHMENTS ? joined : joined(blocks, longestJoined(blocks));
    }

    private static List<Block> joined(List<Block> blocks, int longest) {
        List<Block> joined = new ArrayList<>(blocks.subList(0, WHOLE));
        Block open = textOnly(blocks.get(WHOLE));
        for (Block next : blocks.subList(WHOLE + 1, blocks.size())) {
            String both = open.text() + "\n" + said(next);
            if (both.length() <= longest) {
                open = new Block(open.color(), "", "", null, both, List.of());
            } else {
                joined.add(open);
                open = textOnly(next);
            }
        }
        joined.add(open);
        return joined;
    }

    /** So long that all fit: what is joined lacks less than the largest block to be full. */
    private static int longestJoined(List<Block> blocks) {
        IntSummaryStatistics lengths = blocks.stream()
                .skip(WHOLE)
                .mapToInt(block -> said(block).length() + 1)
                .summaryStatistics();
        return Math.toIntExact(lengths.getSum() / (MOST_ATTACHMENTS - WHOLE)) + lengths.getMax();
    }

    private static Block textOnly(Block block) {
        return new Block(block.color(), "", "", null, said(block), List.of());
    }

    /**
     * One attachment. {@code mrkdwn_in} is empty, which turns markup off: its text is shown as it is, but for links.
     *
     * @param color of the bar
     * @param pretext above it
     * @param title its first line
     * @param titleLink where the title leads
     * @param text below the title, with links at its end
     * @param markup always empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Attachment(
            String color,
            String pretext,
            String title,
            @JsonProperty("title_link") @Nullable String titleLink,
            String text,

            @JsonProperty("mrkdwn_in") @JsonInclude(JsonInclude.Include.ALWAYS)
            List<String> markup) {

        private static Attachment of(Block block) {
            String links = block.links().stream().map(SlackText::link).collect(Collectors.joining(" · "));
            return new Attachment(
                    block.color(),
                    SlackText.plain(block.pretext()),
                    SlackText.plain(block.title()),
                    block.titleLink(),
                    Stream.of(SlackText.plain(block.text()), links)
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining("\n")),
                    List.of());
        }
    }
}
