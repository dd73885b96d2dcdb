package dev.tocsin.wire.policy;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as far as a policy needs it. Tags and aliases are refused, which leaves a tree as large as the text; so is deep
 * nesting, before anything recursive sees it.
 */
final class YamlText {
    private static final int DEEPEST = 64;

    private YamlText() {}

    /** The tree, or nothing for an empty text and for one that has problems. */
    static Optional<Node> compose(String text, Findings problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                // Refused by Keys, which knows the line.
                .setAllowNonScalarKeys(true)
                .build();
        try {
            check(new Parse(settings).parseString(plain), problems);
            return problems.isEmpty() ? new Compose(settings).composeString(plain) : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            // Not the message: it quotes the line, and the line may hold a secret.
            int line = line(e.getProblemMark().or(e::getContextMark));
            problems.add(line, "", "this is not YAML: " + withHint(e.getProblem()));
        } catch (ReaderException e) {
            int line = 1
                    + (int) plain.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            problems.add(line, "", "this is not YAML: a control character, remove it");
        } catch (YamlEngineException e) {
            problems.add(0, "", "this is not YAML: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static void check(Iterable<Event> events, Findings problems) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            int line = line(event.getStartMark());
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                problems.add(line, "", "a second document begins here; put everything into the first");
                return;
            }
            if (depth > DEEPEST) {
                problems.add(line, "", "nested more than " + DEEPEST + " deep; make it flatter");
                return;
            }
            if (event instanceof NodeEvent node) {
                checkNode(node, line, problems);
            }
        }
    }

    private static void checkNode(NodeEvent node, int line, Findings problems) {
        if (node instanceof AliasEvent) {
            problems.add(line, "", "aliases (*name) are not supported; write out what it stands for");
        } else if (node.getAnchor().isPresent()) {
            problems.add(line, "", "anchors (&name) are not supported; remove it");
        }
        if (tag(node).isPresent()) {
            problems.add(line, "", "tags (!name) are not supported; remove it, or put the text in quotes");
        }
    }

    private static Optional<String> tag(NodeEvent node) {
        return switch (node) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
    }

    private static String withHint(String problem) {
        return problem.contains("TAB") ? "a tab, use blanks instead" : problem;
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(0);
    }
}
