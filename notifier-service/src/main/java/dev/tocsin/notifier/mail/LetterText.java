package dev.tocsin.notifier.mail;

import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.Message.Link;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says, twice: as text, and as HTML in which everything foreign is escaped.
 *
 * @param subject on one line
 * @param text the whole of it
 * @param html the same
 */
record LetterText(String subject, String text, String html) {

    /** A subject, and the text that goes with it; its headline may have several lines. */
    static LetterText of(String subject, Message message) {
        String text = Stream.concat(
                        Stream.of(message.headline()), message.blocks().stream().map(LetterText::text))
                .collect(Collectors.joining("\n\n"));
        String html = message.blocks().stream()
                .map(LetterText::html)
                .collect(Collectors.joining(
                        "\n",
                        "<!DOCTYPE html>\n<html><body>\n<h3>" + lines(message.headline()) + "</h3>\n",
                        "\n</body></html>\n"));
        return new LetterText(subject, text + "\n", html);
    }

    private static String text(Block block) {
        return Stream.concat(
                        Stream.of(block.pretext(), block.title(), block.text()),
                        block.links().stream().map(link -> link.name() + ": " + link.url()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String html(Block block) {
        return Stream.of(
                        paragraph(escaped(block.pretext())),
                        paragraph(linked("<b>" + escaped(block.title()) + "</b>", block.title(), block.titleLink())),
                        paragraph(lines(block.text())),
                        paragraph(block.links().stream().map(LetterText::html).collect(Collectors.joining(" · "))))
                .collect(Collectors.joining(
                        "",
                        "<div style=\"border-left:4px solid " + block.color() + ";padding-left:8px\">\n",
                        "</div>"));
    }

    private static String paragraph(String html) {
        return html.isEmpty() ? "" : "<p>" + html + "</p>\n";
    }

    private static String linked(String html, String title, @Nullable String url) {
        if (title.isEmpty()) {
            return "";
        }
        return url == null ? html : "<a href=\"" + escaped(url) + "\">" + html + "</a>";
    }

    private static String html(Link link) {
        return "<a href=\"" + escaped(link.url()) + "\">" + escaped(link.name()) + "</a>";
    }

    private static String lines(String text) {
        return escaped(text).replace("\n", "<br>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
