package dev.tocsin.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What goes back over the wire, and the messages that were stored on the way. */
record Answer(int status, String contentType, Map<String, String> headers, String body, List<ChatMessage> stored) {
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
        stored = List.copyOf(stored);
    }

    static Answer json(int status, ObjectNode body) {
        return new Answer(status, JSON, Map.of(), body.toString(), List.of());
    }

    static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, Map.of(), body, List.of());
    }

    /** 200 with {@code "success":true} after the other properties. */
    static Answer success(ObjectNode body) {
        return json(200, body.put("success", true));
    }

    static Answer failure(int status, String error) {
        return json(status, Json.object().put("success", false).put("error", error));
    }

    /** A REST failure: the code is repeated as {@code errorType}. */
    static Answer failure(Rejection rejection) {
        ObjectNode body = Json.object().put("success", false).put("error", rejection.withCode());
        @Nullable String code = rejection.code();
        if (code != null) {
            body.put("errorType", code);
        }
        return json(400, body);
    }

    static Answer notLoggedIn() {
        String sentence = "You must be logged in to do this.";
        return json(
                401,
                Json.object()
                        .put("success", false)
                        .put("error", sentence)
                        .put("status", "error")
                        .put("message", sentence));
    }

    Answer withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, all, body, stored);
    }

    Answer storing(List<ChatMessage> messages) {
        return new Answer(status, contentType, headers, body, messages);
    }
}
