package dev.tocsin.simulator;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Guesses the channels that a call aims at, so that a fault can befall one channel only. */
final class Targets {
    private final Workspace workspace;
    private final MessageStore store;

    Targets(Workspace workspace, MessageStore store) {
        this.workspace = workspace;
        this.store = store;
    }

    List<String> of(Call call) {
        ObjectNode body = HookBody.parse(call.header("content-type"), call.body());
        List<String> parts = call.segments();
        List<String> named = named(body);
        if (!named.isEmpty()) {
            return workspace.namesOf(named);
        }
        if (parts.size() > 1 && parts.getFirst().equals("hooks")) {
            return workspace.hook(parts.get(1)).map(Hook::channels).orElse(List.of());
        }
        return messageId(call, body)
                .flatMap(store::find)
                .map(message -> List.of(message.channel()))
                .orElse(List.of());
    }

    private static List<String> named(ObjectNode body) {
        JsonNode rid = body.path("message").path("rid");
        if (rid.isString()) {
            return List.of(rid.stringValue());
        }
        try {
            return WebhookMessage.targets(body);
        } catch (Rejection notStrings) {
            return List.of();
        }
    }

    private static Optional<String> messageId(Call call, ObjectNode body) {
        return Optional.of(call.query("msgId"))
                .filter(id -> !id.isEmpty())
                .or(() -> body.path("messageId").stringValueOpt());
    }
}
