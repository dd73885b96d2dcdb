package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a client asks before it writes: who am I, and does this room exist. */
final class LookupActions {
    private final Workspace workspace;

    LookupActions(Workspace workspace) {
        this.workspace = workspace;
    }

    Answer me() {
        BotAccount bot = workspace.bot();
        ObjectNode body = MessageWriter.user(bot).put("status", "online").put("active", true);
        body.putArray("roles").add("bot");
        return Answer.success(body);
    }

    Answer room(Call call) {
        return info("room", found(call));
    }

    Answer channel(Call call) {
        Optional<Room> room = found(call).filter(each -> !each.type().equals("d"));
        return info("channel", room);
    }

    private Optional<Room> found(Call call) {
        String id = call.query("roomId");
        String name = call.query("roomName");
        if (id.isEmpty() == name.isEmpty()) {
            throw Rejection.coded(
                    "error-roomid-param-not-provided", "The parameter \"roomId\" or \"roomName\" is required");
        }
        return id.isEmpty()
                ? workspace.roomByIdOrName(name).filter(room -> room.bareName().equals(name))
                : workspace.roomById(id);
    }

    private Answer info(String property, Optional<Room> found) {
        Room room = found.orElseThrow(() -> Rejection.coded(
                "error-room-not-found",
                "The required \"roomId\" or \"roomName\" param provided does not match any channel"));
        // Newer versions hand out an archived room with its flag.
        if (room.is(RoomFlag.ARCHIVED) && workspace.profile().fields() == FieldRules.V7) {
            throw Rejection.coded("error-room-archived", "The channel, " + room.bareName() + ", is archived");
        }
        if (room.is(RoomFlag.FOREIGN)) {
            ObjectNode body = Json.object().put("success", false).put("error", "not-allowed");
            return Answer.json(400, body.put("errorType", "Not Allowed"));
        }
        ObjectNode body = Json.object();
        body.set(property, room.document());
        return Answer.success(body);
    }
}
