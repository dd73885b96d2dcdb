package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.lexer.LexerImpl;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.node.BlockNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One template with blocks. It is given maps, lists, texts, numbers and truths, and can do nothing but put them into
 * words: no method can be called, no other template or file be read, and what a rendering may cost is bounded.
 */
public final class SandboxedTemplate {
    /** Longer ones are no templates for messages. */
    public static final int LONGEST_SOURCE = 32_000;

    private static final String NAME = "template";
    private static final String ENDS_EARLY = "it ends within a tag or a block";

    private final PebbleTemplate template;
    private final Set<String> blocks;

    private SandboxedTemplate(PebbleTemplate template, Set<String> blocks) {
        this.template = template;
        this.blocks = Set.copyOf(blocks);
    }

    /** The template of this text; {@link TemplateException} when it is none. */
    public static SandboxedTemplate parse(String source, Rules rules) {
        if (source.length() > LONGEST_SOURCE) {
            throw new TemplateException(0, "it has more than " + LONGEST_SOURCE + " characters");
        }
        String text = Marked.withoutMarks(source).replace("\r", "");
        PebbleTemplate parsed = guarded(() -> {
            PebbleEngine engine = engine(text, rules);
            var operators = engine.getExtensionRegistry();
            var lexer = new LexerImpl(
                    engine.getSyntax(),
                    operators.getUnaryOperators().values(),
                    operators.getBinaryOperators().values());
            var tokens = lexer.tokenize(new StringReader(text), NAME).getTokens();
            new TokenRules(tokens, rules.filterNames()).check();
            return engine.getTemplate(NAME);
        });
        return new SandboxedTemplate(parsed, blocks(parsed, rules));
    }

    private static PebbleEngine engine(String text, Rules rules) {
        MemoryLoader loader = new MemoryLoader();
        // The loader takes an empty text for none at all.
        loader.addTemplate(NAME, text.isEmpty() ? "\n" : text);
        return new PebbleEngine.Builder()
                .loader(loader)
                .registerExtensionCustomizer(SandboxExtension.Left::new)
                .extension(new SandboxExtension(rules))
                .methodAccessValidator((object, method) -> false)
                .maxRenderedSize(Budget.UNITS)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    private static Set<String> blocks(PebbleTemplate parsed, Rules rules) {
        Set<String> found = new HashSet<>();
        RootNode root = (RootNode) parsed.getRootNode();
        for (RenderableNode node : root.getBody().getChildren()) {
            switch (node) {
                case BlockNode block -> addBlock(found, block, rules);
                case TextNode text -> refuseText(text);
                case PrintNode print -> throw outside(print.getLineNumber());
                default -> {
                    // Variables may be set outside of blocks, also by conditions.
                }
            }
        }
        return found;
    }

    private static void addBlock(Set<String> found, BlockNode block, Rules rules) {
        if (!rules.blocks().contains(block.getName())) {
            throw new TemplateException(
                    block.getLineNumber(),
                    "there is no block " + block.getName() + "; there are "
                            + String.join(", ", new TreeSet<>(rules.blocks())));
        }
        if (!found.add(block.getName())) {
            throw new TemplateException(block.getLineNumber(), "the block " + block.getName() + " is there twice");
        }
    }

    private static void refuseText(TextNode node) {
        String text = new String(node.getData());
        if (!text.isBlank()) {
            // The engine's number is that of the last line.
            long behind =
                    text.stripLeading().chars().filter(unit -> unit == '\n').count();
            throw outside(node.getLineNumber() - Math.toIntExact(behind));
        }
    }

    private static TemplateException outside(int line) {
        return new TemplateException(line, "what stands outside of the blocks is never shown");
    }

    /** Whether it has this block. */
    public boolean has(String block) {
        return blocks.contains(block);
    }

    /** What the block puts out with these variables; {@link TemplateException} when it fails. */
    public Marked render(String block, Map<String, Object> variables) {
        BlockWriter writer = new BlockWriter();
        return guarded(() -> {
            try {
                template.evaluateBlock(block, writer, new BlockValues(variables));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Marked(writer.toString());
        });
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (TemplateException e) {
            throw e;
        } catch (PebbleException e) {
            throw said(e);
        } catch (IndexOutOfBoundsException e) {
            throw new TemplateException(0, ENDS_EARLY);
        } catch (RuntimeException e) {
            throw new TemplateException(0, "it can't be put out: " + e.getMessage());
        } catch (StackOverflowError e) {
            // Thousands of brackets: the parser calls itself for each.
            throw new TemplateException(0, "it is nested too deeply");
        }
    }

    /** In a condition the engine puts a sentence of its own, which says less, around what is wrong. */
    private static TemplateException said(PebbleException e) {
        PebbleException inner = e;
        int line = line(e);
        while (inner.getCause() instanceof PebbleException cause) {
            inner = cause;
            line = line(inner) == 0 ? line : line(inner);
        }
        return inner instanceof RootAttributeNotFoundException unknown
                ? new TemplateException(line, "there is no variable " + unknown.getAttributeName())
                : new TemplateException(line, sentence(inner));
    }

    private static int line(PebbleException e) {
        return e.getLineNumber() == null ? 0 : e.getLineNumber();
    }

    private static String sentence(PebbleException e) {
        String message = e.getPebbleMessage() == null
                ? "it can't be read"
                : e.getPebbleMessage().strip();
        if (message.contains("EOF")) {
            return ENDS_EARLY;
        }
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
