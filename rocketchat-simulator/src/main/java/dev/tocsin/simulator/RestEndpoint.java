package dev.tocsin.simulator;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api}: who may call, how often, and which action answers. */
final class RestEndpoint {
    private static final String SEND_MESSAGE = "POST /api/v1/chat.sendMessage";

    private final Workspace workspace;
    private final FixedWindowLimiter limiter;
    private final Map<String, Function<Call, Answer>> actions;

    RestEndpoint(
            Workspace workspace, MessageStore store, MessageWriter writer, FixedWindowLimiter limiter, Clock clock) {
        this.workspace = workspace;
        this.limiter = limiter;
        SendActions sending = new SendActions(workspace, store, writer);
        MessageActions messages = new MessageActions(workspace, store, clock);
        LookupActions lookups = new LookupActions(workspace);
        this.actions = Map.of(
                SEND_MESSAGE,
                sending::sendMessage,
                "POST /api/v1/chat.postMessage",
                sending::postMessage,
                "GET /api/v1/chat.getMessage",
                messages::get,
                "POST /api/v1/chat.update",
                messages::update,
                "POST /api/v1/chat.react",
                messages::react,
                "POST /api/v1/chat.delete",
                messages::delete,
                "GET /api/v1/rooms.info",
                lookups::room,
                "GET /api/v1/channels.info",
                lookups::channel,
                "GET /api/v1/me",
                call -> lookups.me());
    }

    Answer answer(Call call) {
        String route = call.method() + " " + call.path();
        if (route.equals("GET /api/info")) {
            return info();
        }
        Function<Call, Answer> action = actions.get(route);
        if (action == null) {
            ObjectNode body = Json.object().put("status", "error").put("message", "API endpoint does not exist.");
            return Answer.json(404, body);
        }
        BotAccount bot = workspace.bot();
        if (!call.header("x-user-id").equals(bot.id())
                || !call.header("x-auth-token").equals(bot.token())) {
            return Answer.notLoggedIn();
        }
        RateLimits limits = workspace.profile().limits();
        if (!limits.restOn() || bypasses(route, bot)) {
            return run(action, call);
        }
        RateLimit limit = route.equals(SEND_MESSAGE) ? limits.sendMessage() : limits.rest();
        FixedWindowLimiter.Verdict verdict = limiter.count(route + " " + call.ip(), limit);
        return verdict.passes() ? run(action, call).withHeaders(verdict.headers()) : verdict.refusal();
    }

    private boolean bypasses(String route, BotAccount bot) {
        return bot.may(Permission.API_BYPASS_RATE_LIMIT)
                || (route.equals(SEND_MESSAGE) && bot.may(Permission.SEND_MANY_MESSAGES));
    }

    private static Answer run(Function<Call, Answer> action, Call call) {
        try {
            return action.apply(call);
        } catch (Rejection rejection) {
            return Answer.failure(rejection);
        }
    }

    private Answer info() {
        ObjectNode body = Json.object().put("version", workspace.profile().version());
        body.putObject("minimumClientVersions").put("desktop", "3.9.6").put("mobile", "4.39.0");
        return Answer.success(body);
    }
}
