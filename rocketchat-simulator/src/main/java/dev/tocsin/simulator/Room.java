package dev.tocsin.simulator;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A room: a channel, or a direct conversation when the name starts with {@code @}. The name carries its sign. */
record Room(String id, String name, Set<RoomFlag> flags) {
    Room {
        flags = Set.copyOf(flags);
    }

    static Room named(String name) {
        if (name.length() < 2 || (name.charAt(0) != '#' && name.charAt(0) != '@')) {
            throw new IllegalArgumentException("a channel is named like #alerts, not " + name);
        }
        return new Room(StableIds.id("room " + name), name, Set.of());
    }

    boolean is(RoomFlag flag) {
        return flags.contains(flag);
    }

    Room with(RoomFlag flag, boolean on) {
        EnumSet<RoomFlag> changed = EnumSet.noneOf(RoomFlag.class);
        changed.addAll(flags);
        if (on) {
            changed.add(flag);
        } else {
            changed.remove(flag);
        }
        return new Room(id, name, changed);
    }

    /** The name without its sign, as Rocket.Chat keeps it. */
    String bareName() {
        return name.substring(1);
    }

    String type() {
        if (name.startsWith("@")) {
            return "d";
        }
        return is(RoomFlag.FOREIGN) ? "p" : "c";
    }

    /** Checks in Rocket.Chat's order whether the bot may write here. */
    void requireWritable(BotAccount bot) {
        if (is(RoomFlag.ARCHIVED)) {
            throw Rejection.plain("room_is_archived");
        }
        if (is(RoomFlag.FOREIGN)) {
            throw Rejection.plain("error-not-allowed");
        }
        if (is(RoomFlag.BLOCKED)) {
            throw Rejection.plain("room_is_blocked");
        }
        if (is(RoomFlag.READONLY) && !bot.may(Permission.POST_READONLY)) {
            throw Rejection.plain("You can't send messages because the room is readonly.");
        }
        if (is(RoomFlag.MUTED)) {
            throw Rejection.plain("You_have_been_muted");
        }
    }

    ObjectNode document() {
        ObjectNode document =
                Json.object().put("_id", id).put("name", bareName()).put("t", type());
        if (is(RoomFlag.READONLY)) {
            document.put("ro", true);
        }
        if (is(RoomFlag.ARCHIVED)) {
            document.put("archived", true);
        }
        if (is(RoomFlag.ENCRYPTED)) {
            document.put("encrypted", true);
        }
        return document;
    }
}
