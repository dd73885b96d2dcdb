package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.http.Reply;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the body of an answer says.
 *
 * @param json the body if it is a JSON object, else a node that has nothing
 * @param error in Rocket.Chat's words, possibly empty
 * @param words the error, or the body as it is
 */
record Said(JsonNode json, String error, String words) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Said in(Reply.Answer answer) {
        JsonNode json = object(answer.body()).orElseGet(MissingNode::getInstance);
        String error = json.path("error").asString("");
        return new Said(json, error, error.isEmpty() ? answer.body() : error);
    }

    private static Optional<JsonNode> object(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            // Not JSON: that is an answer too.
            return Optional.empty();
        }
    }

    boolean isJson() {
        return json.isObject();
    }

    /** Whether it says so in so many words: a 200 alone says nothing, a proxy or a login page answers so too. */
    boolean success() {
        return json.path("success").booleanValue(false);
    }

    /** Whether it says that something failed, which only Rocket.Chat does in this form. */
    boolean failure() {
        return json.path("success").isBoolean() && !success();
    }
}
