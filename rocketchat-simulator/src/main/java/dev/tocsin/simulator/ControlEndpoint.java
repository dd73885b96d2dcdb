package dev.tocsin.simulator;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The paths that only the simulator has: faults, messages and settings for scripts and for the page. */
final class ControlEndpoint {
    private static final int PAGE_MESSAGES = 200;
    private static final int MAX_MESSAGES = 10_000;

    private final Faults faults;
    private final MessageStore store;
    private final RequestLog log;
    private final Workspace workspace;
    private final SettingsJson settings;

    ControlEndpoint(Faults faults, MessageStore store, RequestLog log, Workspace workspace) {
        this.faults = faults;
        this.store = store;
        this.log = log;
        this.workspace = workspace;
        this.settings = new SettingsJson(workspace);
    }

    Answer faults() {
        return Answer.json(200, FaultJson.print(faults.rules()));
    }

    Answer setFaults(String body) {
        return changed(body, text -> faults.set(FaultJson.parse(text)), this::faults);
    }

    Answer clearFaults() {
        faults.clear();
        return faults();
    }

    Answer settings() {
        return Answer.json(200, settings.print());
    }

    Answer changeSettings(String body) {
        return changed(body, settings::change, this::settings);
    }

    private static Answer changed(String body, Consumer<String> change, Supplier<Answer> afterwards) {
        try {
            change.accept(body);
            return afterwards.get();
        } catch (IllegalArgumentException e) {
            return Answer.json(400, Json.object().put("error", String.valueOf(e.getMessage())));
        }
    }

    /** The newest messages, oldest first, of one channel or of all. */
    Answer messages(String channel) {
        List<ChatMessage> messages = channel.isEmpty() ? newestOfAll() : store.newest(named(channel), MAX_MESSAGES);
        ObjectNode body = Json.object();
        body.set("messages", views(messages));
        return Answer.json(200, body);
    }

    private List<ChatMessage> newestOfAll() {
        List<ChatMessage> all = store.all();
        return all.subList(Math.max(0, all.size() - MAX_MESSAGES), all.size());
    }

    /** A sign in an address must be escaped, so the name alone will do. */
    private static String named(String channel) {
        return channel.startsWith("#") || channel.startsWith("@") ? channel : "#" + channel;
    }

    Answer clearMessages() {
        store.clear();
        log.clear();
        return messages("");
    }

    /** All that the page shows. */
    Answer state() {
        ObjectNode body = FaultJson.print(faults.rules());
        ArrayNode channels = body.putArray("channels");
        for (Room room : workspace.rooms()) {
            ObjectNode channel = room.document().put("name", room.name());
            channel.set("messages", views(store.newest(room.name(), PAGE_MESSAGES)));
            channels.add(channel);
        }
        return Answer.json(200, body);
    }

    private static ArrayNode views(List<ChatMessage> messages) {
        ArrayNode views = Json.array();
        messages.forEach(message -> views.add(message.view()));
        return views;
    }
}
