package dev.tocsin.ingest.intake;

import dev.tocsin.ingest.intake.Refusal.Reason;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** Walks over JSON as it streams by, and knows where it stands. */
final class JsonCursor {
    private final JsonParser json;

    JsonCursor(JsonParser json) {
        this.json = json;
    }

    /** Moves on; whether there is anything. */
    boolean advance() {
        return json.nextToken() != null;
    }

    boolean at(JsonToken token) {
        return json.currentToken() == token;
    }

    /** Shows each name of the object that begins here, standing at its value, which the reader leaves behind. */
    void eachField(Consumer<String> reader) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            reader.accept(name);
        }
    }

    /** Stands at each element of the array that begins here, which the reader leaves behind. */
    void eachElement(Runnable reader) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            reader.run();
        }
    }

    void skip() {
        json.skipChildren();
    }

    /** The string that stands here; null counts as an empty one, as it does in Go. */
    String text() {
        if (at(JsonToken.VALUE_NULL)) {
            return "";
        }
        require(JsonToken.VALUE_STRING, "a string");
        return Excerpt.wellFormed(json.getString());
    }

    /** Refuses anything else than this kind of value. */
    void require(JsonToken token, String expected) {
        if (!at(token)) {
            throw refused("is " + found() + "; it must be " + expected + ".");
        }
    }

    /** What stands here is wrong; the sentence begins with its path. */
    RefusedException refused(String what) {
        return refused(Reason.SHAPE, what);
    }

    /** What stands here is wrong. */
    RefusedException refused(Reason reason, String what) {
        return new RefusedException(reason, path() + " " + what);
    }

    /** What stands here, in words. */
    String found() {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "\"" + Excerpt.of(json.getString()) + "\"";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case null, default -> "null";
        };
    }

    /** Where the cursor stands, as {@code alerts[3].labels.severity}. */
    String path() {
        StringBuilder path = new StringBuilder();
        TokenStreamContext context = json.streamReadContext();
        while (context != null && !context.inRoot()) {
            if (context.inArray() && context.hasCurrentIndex()) {
                path.insert(0, "[" + context.getCurrentIndex() + "]");
            } else if (context.inObject() && context.hasCurrentName()) {
                path.insert(0, "." + Excerpt.of(context.currentName()));
            }
            context = context.getParent();
        }
        return path.isEmpty() ? "The body" : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }
}
