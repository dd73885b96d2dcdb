package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads tocsin.yml: either a whole policy or every problem at once, never a part of it. */
public final class PolicyFile {
    private static final int MAX_BYTES = 1 << 20;

    private PolicyFile() {}

    /** What came of reading. */
    public sealed interface Read {
        /**
         * The file is good.
         *
         * @param policy what it says
         * @param warnings what is allowed but hardly meant, by line
         */
        record Good(Policy policy, List<Finding> warnings) implements Read {
            /** Copies the list. */
            public Good {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * The file can't be used.
         *
         * @param problems all that has to change, by line
         */
        record Bad(List<Finding> problems) implements Read {
            /** Copies the list. */
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * One thing to say about the file. It never holds the address of a webhook.
     *
     * @param line from 1; 0 when it is about the file as a whole
     * @param path such as {@code route.routes[1].matchers[0]}; empty when it is about no key
     * @param sentence what to change
     */
    public record Finding(int line, String path, String sentence) {
        /** As a person reads it: {@code line 7: route.receiver: no receiver is called "x"}. */
        @Override
        public String toString() {
            String place = path.isEmpty() ? "" : path + ": ";
            return (line == 0 ? "" : "line " + line + ": ") + place + sentence;
        }
    }

    /** Reads the file; a {@code webhook_url_file} that is not absolute is looked for beside it. */
    public static Read read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return tooLarge();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, file::resolveSibling);
        } catch (CharacterCodingException e) {
            return unreadable(file + " is not UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException e) {
            return unreadable("there is no file " + file);
        } catch (IOException e) {
            return unreadable("cannot read " + file + ": " + e);
        }
    }

    /** Reads the text of a file; an empty one means the standard policy. */
    public static Read parse(String text) {
        return parse(text, path -> path);
    }

    private static Read parse(String text, UnaryOperator<Path> located) {
        if (text.length() > MAX_BYTES) {
            return tooLarge();
        }
        Findings problems = new Findings();
        Optional<Node> root = YamlText.compose(text, problems);
        if (!problems.isEmpty()) {
            return new Read.Bad(problems.byLine());
        }
        return root.filter(node -> !Value.isEmpty(node))
                .map(node -> new PolicyReader(located, problems).read(node))
                .orElseGet(() -> new Read.Good(Policy.standard(), List.of()));
    }

    private static Read tooLarge() {
        return unreadable("the file is larger than 1 MiB; make it smaller");
    }

    private static Read unreadable(String sentence) {
        return new Read.Bad(List.of(new Finding(0, "", sentence)));
    }
}
