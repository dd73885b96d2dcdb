package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.BlockNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.BlockTokenParser;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/** The tags that templates may use: the engine's own, of which blocks and loops are watched. */
final class Tags {
    /** All words that a tag may begin with. */
    static final Set<String> WORDS =
            Set.of("block", "endblock", "for", "endfor", "if", "elseif", "else", "endif", "set");

    /** Those that have an end. */
    static final Set<String> OPENING = Set.of("block", "for", "if");

    private Tags() {}

    static List<TokenParser> all() {
        return List.of(new WatchedBlock(), new WatchedFor(), new IfTokenParser(), new SetTokenParser());
    }

    private static final class WatchedBlock implements TokenParser {
        private final BlockTokenParser block = new BlockTokenParser();

        @Override
        public String getTag() {
            return block.getTag();
        }

        @Override
        public RenderableNode parse(Token token, Parser parser) {
            BlockNode node = (BlockNode) block.parse(token, parser);
            return new BlockNode(node.getLineNumber(), node.getName(), new BlockBody(node.getBody()));
        }
    }

    private static final class WatchedFor implements TokenParser {
        private final ForTokenParser loop = new ForTokenParser();

        @Override
        public String getTag() {
            return loop.getTag();
        }

        @Override
        public RenderableNode parse(Token token, Parser parser) {
            ForNode node = (ForNode) loop.parse(token, parser);
            return new ForNode(
                    node.getLineNumber(),
                    node.getIterationVariable(),
                    node.getIterable(),
                    new LoopBody(node.getBody()),
                    node.getElseBody());
        }
    }

    /** Is put out when it was asked for, and never by another block, so that blocks can't call each other for ever. */
    private static final class BlockBody extends BodyNode {
        BlockBody(BodyNode body) {
            super(body.getLineNumber(), body.getChildren());
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            if (writer instanceof BlockWriter) {
                super.render(self, writer, context);
            }
        }
    }

    /** Every round costs something, even one that puts nothing out. */
    private static final class LoopBody extends BodyNode {
        LoopBody(BodyNode body) {
            super(body.getLineNumber(), body.getChildren());
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            Budget.spend(context, Budget.ROUND);
            super.render(self, writer, context);
        }
    }
}
