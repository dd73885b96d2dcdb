package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.lexer.Token;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses words that the engine would accept, or would complain about only when it gets to them: with what can be
 * written here no value can be built that is larger than the template and what it was given.
 */
final class TokenRules {
    private final List<Token> tokens;
    private final Set<String> filters;
    /** How many tags are open. */
    private int depth;

    TokenRules(List<Token> tokens, Set<String> filters) {
        this.tokens = List.copyOf(tokens);
        this.filters = filters;
    }

    void check() {
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).getType()) {
                case STRING_INTERPOLATION_START -> throw refused(i, "join texts by ~ instead of #{ }");
                case PUNCTUATION -> punctuation(i);
                case NAME -> name(i);
                default -> {
                    // Anything else is the engine's to judge.
                }
            }
        }
    }

    private void punctuation(int i) {
        Token token = tokens.get(i);
        if (token.test(Token.Type.PUNCTUATION, "{")
                || (token.test(Token.Type.PUNCTUATION, "[") && !standsBehindValue(i))) {
            throw refused(i, "lists and maps can't be written in a template");
        }
    }

    /** There it asks for a part of the value. */
    private boolean standsBehindValue(int i) {
        Token before = tokens.get(i - 1);
        boolean word = isLoop(i - 1) || (i > 1 && is(i - 2, Token.Type.EXECUTE_START));
        return before.test(Token.Type.PUNCTUATION, ")", "]")
                || before.test(Token.Type.STRING)
                || (before.test(Token.Type.NAME) && !word);
    }

    private void name(int i) {
        String name = tokens.get(i).getValue();
        if (i > 0 && is(i - 1, Token.Type.EXECUTE_START)) {
            oneOf(i, "tag", Tags.WORDS);
            tag(i, name);
        } else if (i > 0 && tokens.get(i - 1).test(Token.Type.OPERATOR, "|")) {
            oneOf(i, "filter", filters);
        } else if (i > 0 && tokens.get(i - 1).test(Token.Type.OPERATOR, "is", "is not")) {
            oneOf(i, "test", SandboxExtension.TESTS);
        } else if (i + 1 < tokens.size() && tokens.get(i + 1).test(Token.Type.PUNCTUATION, "(") && !isLoop(i)) {
            throw refused(i, "nothing can be called: " + name);
        }
    }

    private void tag(int i, String name) {
        if (name.equals("block") && depth > 0) {
            throw refused(i, "a block can't stand within a block, a loop or a condition");
        }
        if (Tags.OPENING.contains(name)) {
            depth++;
        } else if (name.startsWith("end")) {
            depth--;
        }
    }

    /** What a loop goes over may stand in brackets. */
    private boolean isLoop(int i) {
        return tokens.get(i).test(Token.Type.NAME, "in");
    }

    private void oneOf(int i, String kind, Set<String> known) {
        String name = tokens.get(i).getValue();
        if (!known.contains(name)) {
            throw refused(
                    i, "there is no " + kind + " " + name + "; there are " + String.join(", ", new TreeSet<>(known)));
        }
    }

    private boolean is(int i, Token.Type type) {
        return tokens.get(i).test(type);
    }

    private TemplateException refused(int i, String problem) {
        return new TemplateException(tokens.get(i).getLineNumber(), problem);
    }
}
