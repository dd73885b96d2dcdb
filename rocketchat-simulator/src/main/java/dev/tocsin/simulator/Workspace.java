package dev.tocsin.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The rooms, the hooks, the account and the settings: everything an administrator of Rocket.Chat could change. */
final class Workspace {
    /** Bounds the direct conversations that callers can open. */
    private static final Set<String> PEOPLE = Set.of("admin", "rocket.cat");

    private final Map<String, Room> roomsByName = new LinkedHashMap<>();
    private final Map<String, Hook> hooksById = new LinkedHashMap<>();
    private volatile RocketChatProfile profile;
    private volatile BotAccount bot;

    Workspace(RocketChatProfile profile, BotAccount bot) {
        this.profile = profile;
        this.bot = bot;
    }

    RocketChatProfile profile() {
        return profile;
    }

    void changeProfile(UnaryOperator<RocketChatProfile> change) {
        synchronized (this) {
            profile = change.apply(profile);
        }
    }

    BotAccount bot() {
        return bot;
    }

    void permit(Set<Permission> permissions) {
        synchronized (this) {
            bot = bot.withPermissions(permissions);
        }
    }

    synchronized Hook addChannel(String name) {
        if (!name.startsWith("#")) {
            throw new IllegalArgumentException("a channel is named like #alerts, not " + name);
        }
        roomsByName.putIfAbsent(name, Room.named(name));
        Hook hook = Hook.into(name);
        hooksById.putIfAbsent(hook.id(), hook);
        return hook;
    }

    synchronized void putHook(Hook hook) {
        hooksById.put(hook.id(), hook);
    }

    synchronized List<Room> rooms() {
        return List.copyOf(roomsByName.values());
    }

    synchronized List<Hook> hooks() {
        return List.copyOf(hooksById.values());
    }

    synchronized Optional<Hook> hook(String id) {
        return Optional.ofNullable(hooksById.get(id));
    }

    synchronized Room flag(String channel, RoomFlag flag, boolean on) {
        Room room = roomsByName.get(channel);
        if (room == null) {
            throw new IllegalArgumentException("there is no channel " + channel);
        }
        Room changed = room.with(flag, on);
        roomsByName.put(channel, changed);
        return changed;
    }

    synchronized Optional<Room> roomById(String id) {
        return roomsByName.values().stream()
                .filter(room -> room.id().equals(id))
                .findFirst();
    }

    /** A channel by id or by its name without the sign. */
    synchronized Optional<Room> roomByIdOrName(String idOrName) {
        return roomById(idOrName).or(() -> Optional.ofNullable(roomsByName.get("#" + idOrName)));
    }

    /** Finds the room that a target such as {@code #name}, {@code @user} or an id means. */
    Room resolve(String target) {
        Optional<Room> room = switch (target.isEmpty() ? ' ' : target.charAt(0)) {
            case '#' -> roomByIdOrName(target.substring(1));
            case '@' -> conversationWith(target.substring(1));
            default -> roomByIdOrName(target).or(() -> conversationWith(target));
        };
        return room.orElseThrow(() -> Rejection.coded("invalid-channel", ""));
    }

    private synchronized Optional<Room> conversationWith(String user) {
        if (!PEOPLE.contains(user)) {
            return Optional.empty();
        }
        return Optional.of(roomsByName.computeIfAbsent("@" + user, Room::named));
    }

    /** The names of the channels behind some targets, without opening a conversation. */
    List<String> namesOf(List<String> targets) {
        List<String> names = new ArrayList<>();
        for (String target : targets) {
            String bare = target.startsWith("#") ? target.substring(1) : target;
            roomByIdOrName(bare).map(Room::name).ifPresentOrElse(names::add, () -> names.add(target));
        }
        return names;
    }
}
