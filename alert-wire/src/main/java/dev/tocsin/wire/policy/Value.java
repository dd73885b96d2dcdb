package dev.tocsin.wire.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file and where it stands. Asked for a form that it doesn't have, it adds a problem, never with its
 * own text, which may be a secret, and answers with nothing.
 *
 * @param node what was read
 * @param line where it begins; for the value of a key, the line of the key
 * @param path the keys that lead to it
 * @param problems where to complain
 */
record Value(Node node, int line, String path, Findings problems) {

    static Value root(Node node, Findings problems) {
        return new Value(node, lineOf(node), "", problems);
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** Whether it is YAML's null, which is also what stands behind a key when nothing does. */
    static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isEmpty() {
        return isEmpty(node);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    void problem(String sentence) {
        problems.add(line, path, sentence);
    }

    /** A text; numbers count as text, as they do in Alertmanager. */
    Optional<String> text() {
        if (!(node instanceof ScalarNode scalar)) {
            problem("expected a text");
            return Optional.empty();
        }
        if (isEmpty()) {
            problem(scalar.getValue().isEmpty() ? "has no value; give it one or remove the key" : quote(scalar));
            return Optional.empty();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            problem(quote(scalar));
            return Optional.empty();
        }
        if (runsOn()) {
            problem("runs over several lines; is a quote missing?");
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            problem("is blank; give it a value or remove it");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /** No text of a policy has several lines; with a forgotten quote it swallows its neighbours, secrets included. */
    private boolean runsOn() {
        return node.getEndMark().map(mark -> mark.getLine() + 1).orElse(0) > lineOf(node);
    }

    private static String quote(ScalarNode word) {
        return "is a word of YAML; put it in quotes: \"" + word.getValue() + "\"";
    }

    Optional<Boolean> flag() {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.parseBoolean(scalar.getValue()));
        }
        problem("expected true or false");
        return Optional.empty();
    }

    Optional<Duration> duration() {
        Optional<Duration> duration = node instanceof ScalarNode scalar && !isEmpty()
                ? PrometheusDuration.parse(scalar.getValue())
                : Optional.empty();
        if (duration.isEmpty()) {
            problem("expected a duration such as 30s, 5m or 1h30m, at most 100y");
        }
        return duration;
    }

    /** Whether it is the word for a time that does not come. */
    boolean isNever() {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("never");
    }

    /** The members of a list. */
    List<Value> items() {
        if (!(node instanceof SequenceNode list)) {
            problem(isEmpty() ? "has no value; give it a list or remove the key" : "expected a list: [one, two]");
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(new Value(item, lineOf(item), path + "[" + items.size() + "]", problems));
        }
        return items;
    }

    /** The texts of a list; what is none is left out. */
    List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The keys of a section, those that can't be used left out; none when it isn't a section. */
    Keys keys(Words words) {
        if (node instanceof MappingNode mapping) {
            return Keys.of(this, mapping, words::objection);
        }
        problem("expected a section with the keys " + String.join(", ", words.known()));
        return Keys.none();
    }

    /** The keys of a section in which they are names of the operator's choice. */
    Keys names() {
        if (node instanceof MappingNode mapping) {
            return Keys.of(this, mapping, key -> Optional.empty());
        }
        problem("expected a section with one key for each name");
        return Keys.none();
    }
}
