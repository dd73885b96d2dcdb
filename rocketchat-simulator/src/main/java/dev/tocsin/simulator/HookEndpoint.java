package dev.tocsin.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /hooks/:id/:token}, with Rocket.Chat's order of checks. */
final class HookEndpoint {
    private final Workspace workspace;
    private final MessageWriter writer;
    private final FixedWindowLimiter limiter;

    HookEndpoint(Workspace workspace, MessageWriter writer, FixedWindowLimiter limiter) {
        this.workspace = workspace;
        this.writer = writer;
        this.limiter = limiter;
    }

    Answer answer(Call call) {
        Optional<Hook> found = hookOf(call);
        if (found.isEmpty()) {
            return switch (workspace.profile().badToken()) {
                case PLAIN_500 -> Answer.text(500, "text/plain; charset=UTF-8", "Internal Server Error");
                case JSON_404 -> Answer.failure(404, "Invalid integration id or token provided.");
            };
        }
        Hook hook = found.get();
        if (hook.state() == Hook.State.ORPHANED) {
            return Answer.notLoggedIn();
        }
        RateLimits limits = workspace.profile().limits();
        FixedWindowLimiter.Verdict verdict = limits.hooksOn()
                ? limiter.count(call.path() + " " + call.method() + " " + call.ip(), limits.hooks())
                : limiter.failOpen(limits.hooks());
        return verdict.passes() ? authorized(call, hook).withHeaders(verdict.headers()) : verdict.refusal();
    }

    /** Two parts, or the old three with a user id in the middle that nobody looks at. */
    private Optional<Hook> hookOf(Call call) {
        List<String> parts = call.segments();
        if (parts.size() != 3 && parts.size() != 4) {
            return Optional.empty();
        }
        String token = Call.decoded(parts.getLast());
        return workspace.hook(parts.get(1)).filter(hook -> hook.token().equals(token));
    }

    private Answer authorized(Call call, Hook hook) {
        if (hook.state() == Hook.State.DISABLED) {
            return Answer.failure(503, "Service Unavailable");
        }
        if (!workspace.bot().may(Permission.MESSAGE_IMPERSONATE)) {
            return Answer.failure(400, "error-user-lacks-message-impersonate-permission");
        }
        try {
            ObjectNode payload = HookBody.payload(call.header("content-type"), call.body());
            return payload.isEmpty() ? Answer.success(Json.object()) : post(payload, hook);
        } catch (Rejection rejection) {
            return Answer.failure(400, rejection.bare());
        }
    }

    private Answer post(ObjectNode payload, Hook hook) {
        List<String> targets = WebhookMessage.targets(payload);
        if (!targets.isEmpty() && !hook.overrideAllowed()) {
            throw Rejection.plain("overriding destination channel is disabled for this integration");
        }
        if (targets.isEmpty()) {
            targets = hook.channels();
        }
        if (Json.truthy(payload.path("separateResponse"))) {
            return postSeparately(payload, hook, targets);
        }
        BotAccount bot = workspace.bot();
        List<Room> rooms = targets.stream().map(workspace::resolve).toList();
        rooms.forEach(room -> room.requireWritable(bot));
        ObjectNode message = build(payload, hook);
        List<ChatMessage> sent = new ArrayList<>();
        for (Room room : rooms) {
            writer.write(message, room, Arrival.WEBHOOK).ifPresent(sent::add);
        }
        return Answer.success(Json.object()).storing(sent);
    }

    private Answer postSeparately(ObjectNode payload, Hook hook, List<String> targets) {
        ArrayNode responses = Json.array();
        List<ChatMessage> sent = new ArrayList<>();
        for (String target : targets) {
            ObjectNode response = responses.addObject().put("channel", target);
            try {
                Room room = workspace.resolve(target);
                room.requireWritable(workspace.bot());
                ChatMessage message = writer.write(build(payload, hook), room, Arrival.WEBHOOK)
                        .orElseThrow();
                sent.add(message);
                response.set("message", message.document());
            } catch (Rejection rejection) {
                response.put("error", rejection.bare());
            }
        }
        ObjectNode body = Json.object();
        body.set("responses", responses);
        body.put("success", !sent.isEmpty());
        return Answer.json(sent.isEmpty() ? 400 : 200, body).storing(sent);
    }

    private ObjectNode build(ObjectNode payload, Hook hook) {
        ObjectNode message = WebhookMessage.build(payload, hook.alias());
        JsonNode text = message.path("msg");
        if (text.stringValue().length() > workspace.profile().maxMessageSize()) {
            throw Rejection.plain("error-message-size-exceeded");
        }
        message.set("bot", Json.object().put("i", hook.id()));
        return message;
    }
}
