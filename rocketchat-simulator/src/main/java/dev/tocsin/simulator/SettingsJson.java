package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.BadToken;
import dev.tocsin.simulator.RocketChatProfile.Duplicates;
import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import dev.tocsin.simulator.RocketChatProfile.Threads;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can be switched at run time, as JSON; what a change does not name stays. */
final class SettingsJson {
    private final Workspace workspace;
    private final Map<String, BiConsumer<String, JsonNode>> settings;

    SettingsJson(Workspace workspace) {
        this.workspace = workspace;
        this.settings = Map.ofEntries(
                profile("badToken", (p, value) -> p.withBadToken(pick(BadToken.class, value))),
                profile("fields", (p, value) -> p.withFields(pick(FieldRules.class, value))),
                profile("duplicates", (p, value) -> p.withDuplicates(pick(Duplicates.class, value))),
                profile("threads", (p, value) -> p.withThreads(pick(Threads.class, value))),
                profile("maxMessageSize", (p, value) -> p.withMaxMessageSize(value.asInt(0))),
                limits(
                        "restLimiter",
                        (l, v) -> new RateLimits(flag(v), l.rest(), l.sendMessage(), l.hooksOn(), l.hooks())),
                limits(
                        "restLimit",
                        (l, v) -> new RateLimits(l.restOn(), limit(v), l.sendMessage(), l.hooksOn(), l.hooks())),
                limits("sendMessageLimit", (l, v) -> l.withSendMessage(limit(v))),
                limits(
                        "hooksLimiter",
                        (l, v) -> new RateLimits(l.restOn(), l.rest(), l.sendMessage(), flag(v), l.hooks())),
                limits(
                        "hooksLimit",
                        (l, v) -> new RateLimits(l.restOn(), l.rest(), l.sendMessage(), l.hooksOn(), limit(v))),
                Map.entry("permissions", (name, value) -> workspace.permit(permissions(value))),
                Map.entry("channels", (name, value) -> value.forEachEntry(this::changeRoom)),
                Map.entry("hooks", (name, value) -> value.forEachEntry(this::changeHook)));
    }

    private interface Change<T> {
        T apply(T before, JsonNode value);
    }

    private Map.Entry<String, BiConsumer<String, JsonNode>> profile(String name, Change<RocketChatProfile> change) {
        return Map.entry(name, (key, value) -> workspace.changeProfile(before -> change.apply(before, value)));
    }

    private Map.Entry<String, BiConsumer<String, JsonNode>> limits(String name, Change<RateLimits> change) {
        return profile(name, (before, value) -> before.withLimits(change.apply(before.limits(), value)));
    }

    void change(String text) {
        if (!(Json.parse(text).orElseGet(Json::array) instanceof ObjectNode changes)) {
            throw new IllegalArgumentException("send a JSON object such as {\"hooksLimiter\":true}");
        }
        changes.propertyNames().forEach(this::setting);
        changes.forEachEntry((name, value) -> setting(name).accept(name, value));
    }

    private BiConsumer<String, JsonNode> setting(String name) {
        BiConsumer<String, JsonNode> setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("there is no setting " + name);
        }
        return setting;
    }

    private void changeRoom(String channel, JsonNode flags) {
        flags.forEachEntry((name, value) -> workspace.flag(channel, pick(RoomFlag.class, name), flag(value)));
    }

    private void changeHook(String id, JsonNode changes) {
        changes.forEachEntry((name, value) -> {
            Hook hook = workspace
                    .hook(id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no hook with the id " + id));
            workspace.putHook(
                    switch (name) {
                        case "state" -> hook.withState(pick(Hook.State.class, value));
                        case "overrideAllowed" -> hook.withOverrideAllowed(flag(value));
                        default -> throw new IllegalArgumentException("a hook has no setting " + name);
                    });
        });
    }

    private static boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("a switch is true or false, not " + value);
        }
        return value.booleanValue();
    }

    private static RateLimit limit(JsonNode value) {
        return new RateLimit(
                value.path("calls").asInt(0),
                Duration.ofMillis(value.path("windowMs").asLong(0)));
    }

    private static Set<Permission> permissions(JsonNode list) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        list.values().forEach(each -> permissions.add(pick(Permission.class, each)));
        return permissions;
    }

    private static <E extends Enum<E>> E pick(Class<E> type, JsonNode value) {
        return pick(type, value.stringValue(""));
    }

    private static <E extends Enum<E>> E pick(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> wireName(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(SettingsJson::wireName)
                                .toList()));
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ObjectNode print() {
        RocketChatProfile profile = workspace.profile();
        RateLimits limits = profile.limits();
        ObjectNode body = Json.object()
                .put("badToken", wireName(profile.badToken()))
                .put("fields", wireName(profile.fields()))
                .put("duplicates", wireName(profile.duplicates()))
                .put("threads", wireName(profile.threads()))
                .put("maxMessageSize", profile.maxMessageSize())
                .put("restLimiter", limits.restOn());
        body.set("restLimit", print(limits.rest()));
        body.set("sendMessageLimit", print(limits.sendMessage()));
        body.put("hooksLimiter", limits.hooksOn()).set("hooksLimit", print(limits.hooks()));
        ArrayNode permissions = body.putArray("permissions");
        workspace.bot().permissions().stream().sorted().forEach(each -> permissions.add(each.wireName()));
        ObjectNode channels = body.putObject("channels");
        for (Room room : workspace.rooms()) {
            ObjectNode flags = channels.putObject(room.name());
            Arrays.stream(RoomFlag.values()).forEach(flag -> flags.put(flag.wireName(), room.is(flag)));
        }
        ObjectNode hooks = body.putObject("hooks");
        for (Hook hook : workspace.hooks()) {
            hooks.putObject(hook.id())
                    .put("path", hook.path())
                    .put("state", wireName(hook.state()))
                    .put("overrideAllowed", hook.overrideAllowed());
        }
        return body;
    }

    private static ObjectNode print(RateLimit limit) {
        return Json.object()
                .put("calls", limit.calls())
                .put("windowMs", limit.window().toMillis());
    }
}
