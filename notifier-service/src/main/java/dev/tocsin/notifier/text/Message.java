package dev.tocsin.notifier.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message before it takes the form of a chat system.
 *
 * @param headline its first line, in the markup of the system that it is for
 * @param blocks the alerts
 */
public record Message(String headline, List<Block> blocks) {
    /** Copies the blocks. */
    public Message {
        blocks = List.copyOf(blocks);
    }

    /** A message with every part that an alert's has, and without a word from outside. */
    public static Message neutral(String headline) {
        String link = "https://example.org/";
        String says = "This message has the form of an alert and is none.";
        return new Message(
                headline, List.of(new Block(Look.GREEN, "", "Tocsin", link, says, List.of(new Link("Source", link)))));
    }

    /** This message with a line before its first and one behind it, where they are not empty. */
    public Message framed(String before, String after) {
        String framed = Stream.of(before, headline, after)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return new Message(framed, blocks);
    }

    /**
     * One alert in full, or several on a line each. No text of it is meant as markup.
     *
     * @param color of its bar, as {@code #rrggbb}
     * @param pretext above it, possibly empty
     * @param title its first line, possibly empty
     * @param titleLink where the title leads: http or https, or null
     * @param text below the title
     * @param links where to go on reading
     */
    public record Block(
            String color,
            String pretext,
            String title,
            @Nullable String titleLink,
            String text,
            List<Link> links) {
        /** Copies the links. */
        public Block {
            links = List.copyOf(links);
        }
    }

    /**
     * A link with a name.
     *
     * @param name what leads there
     * @param url http or https
     */
    public record Link(String name, String url) {}
}
