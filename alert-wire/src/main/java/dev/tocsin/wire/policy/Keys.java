package dev.tocsin.wire.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of one section, each once, in the order of the file. */
final class Keys {
    /** What looks like a key. Anything else may be an address that slipped into its place, and is not repeated. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z][A-Za-z0-9_. -]{0,63}");

    private final Map<String, Value> values = new LinkedHashMap<>();

    private boolean sound;

    private Keys(boolean sound) {
        this.sound = sound;
    }

    /** Of a section that is none, or that may be empty and is. */
    static Keys none() {
        return new Keys(false);
    }

    /** Reads the section; {@code objection} says what is wrong with a key. */
    static Keys of(Value section, MappingNode mapping, Function<String, Optional<String>> objection) {
        Keys keys = new Keys(true);
        for (NodeTuple entry : mapping.getValue()) {
            int line = Value.lineOf(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                section.problems().add(line, section.path(), "a key must be a word");
                keys.sound = false;
                continue;
            }
            String word = key.getValue();
            String path = section.path() + (section.path().isEmpty() ? "" : ".") + shown(word);
            Value value = new Value(entry.getValueNode(), line, path, section.problems());
            Value earlier = keys.values.get(word);
            if (earlier != null) {
                value.problem("stands twice, also in line " + earlier.line() + "; remove one of them");
                continue;
            }
            Optional<String> refusal = objection.apply(word);
            refusal.ifPresentOrElse(value::problem, () -> keys.values.put(word, value));
            keys.sound &= refusal.isEmpty();
        }
        return keys;
    }

    private static String shown(String key) {
        return HARMLESS.matcher(key).matches() ? key : "?";
    }

    /** Whether each key could be read: only then is a missing one worth a word. */
    boolean isSound() {
        return sound;
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    void forEach(BiConsumer<String, Value> visitor) {
        values.forEach(visitor);
    }
}
