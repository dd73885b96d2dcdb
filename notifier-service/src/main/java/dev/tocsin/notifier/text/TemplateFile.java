package dev.tocsin.notifier.text;

import dev.tocsin.notifier.text.Template.Parsed;
import dev.tocsin.notifier.text.sandbox.SandboxedTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is meant to be a template, as it was when it was read. Two of them are equal when nothing has changed.
 *
 * @param path of the file
 * @param content what stood in it
 */
public record TemplateFile(Path path, Content content) {
    /** No letter is longer in UTF-8. */
    private static final int MAX_BYTES = 4 * SandboxedTemplate.LONGEST_SOURCE;

    /** What reading came to. */
    public sealed interface Content {
        /** A text, which may be a template. */
        record Text(String source) implements Content {}

        /** No text, and why: one sentence without a full stop. */
        record Unreadable(String problem) implements Content {}
    }

    /** Reads the file. */
    public static TemplateFile read(Path path) {
        return new TemplateFile(path, content(path));
    }

    private static Content content(Path path) {
        // Whatever else there is, a pipe say, might never end.
        if (!Files.isRegularFile(path)) {
            return new Content.Unreadable(Files.exists(path) ? "it is no file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return new Content.Unreadable("it has more than " + SandboxedTemplate.LONGEST_SOURCE + " characters");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Some editors begin what they save as UTF-8 with a mark that is no part of the text.
            return new Content.Text(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return new Content.Unreadable("it is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            return new Content.Unreadable("it can't be read");
        }
    }

    /** The template that stands in it, or what is wrong. */
    public Parsed parse() {
        return switch (content) {
            case Content.Text(String source) -> Template.parse(source);
            case Content.Unreadable(String problem) -> new Parsed.Bad(0, problem);
        };
    }
}
