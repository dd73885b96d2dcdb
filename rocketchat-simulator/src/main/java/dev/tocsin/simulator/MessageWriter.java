package dev.tocsin.simulator;

import dev.tocsin.simulator.RocketChatProfile.Duplicates;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The last stretch that every message takes: validation first, then the look-up of its id, then the insert. */
final class MessageWriter {
    private static final List<String> STRINGS = List.of("_id", "msg", "alias", "emoji", "avatar", "tmid");
    private static final List<String> BOOLEANS = List.of("tshow", "groupable", "parseUrls");

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Workspace workspace;
    private final MessageStore store;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();

    MessageWriter(Workspace workspace, MessageStore store, Clock clock) {
        this.workspace = workspace;
        this.store = store;
        this.clock = clock;
    }

    /** Stores the message; empty when its id exists already, wherever that may be. */
    Optional<ChatMessage> write(ObjectNode draft, Room room, Arrival arrival) {
        BotAccount bot = workspace.bot();
        RocketChatProfile profile = workspace.profile();
        validate(draft, bot, profile);
        MentionRules.check(draft.path("msg").stringValue(""), bot, profile.fields());
        Instant now = clock.instant();
        ChatMessage message = ChatMessage.of(completed(draft, room, bot, now), room, now, arrival);
        if (store.insert(message)) {
            return Optional.of(message);
        }
        if (profile.duplicates() == Duplicates.RACE) {
            throw Rejection.plain("E11000 duplicate key error collection: rocketchat.rocketchat_message"
                    + " index: _id_ dup key: { _id: \"" + message.id() + "\" }");
        }
        return Optional.empty();
    }

    Instant now() {
        return clock.instant();
    }

    private static void validate(ObjectNode draft, BotAccount bot, RocketChatProfile profile) {
        STRINGS.forEach(name -> Json.string(draft.path(name)));
        for (String name : BOOLEANS) {
            JsonNode value = draft.path(name);
            if (!Json.absent(value) && !value.isBoolean()) {
                throw Json.mismatch("boolean", value);
            }
        }
        boolean impersonates = Json.truthy(draft.path("alias")) || Json.truthy(draft.path("avatar"));
        if (impersonates && !bot.may(Permission.MESSAGE_IMPERSONATE)) {
            throw Rejection.plain("Not enough permission");
        }
        AttachmentRules.check(draft.path("attachments"), profile.fields());
    }

    private ObjectNode completed(ObjectNode draft, Room room, BotAccount bot, Instant now) {
        ObjectNode document = draft.deepCopy();
        if (!Json.truthy(document.path("_id"))) {
            document.put("_id", StableIds.id("message " + now + " " + sequence.incrementAndGet()));
        }
        document.put("rid", room.id());
        if (!Json.truthy(document.path("ts"))) {
            document.put("ts", iso(now));
        }
        document.put("msg", document.path("msg").stringValue(""));
        document.set("u", user(bot));
        document.put("_updatedAt", iso(now));
        for (String name : List.of("urls", "mentions", "channels")) {
            document.set(name, Json.array());
        }
        return document;
    }

    /** As JavaScript prints a time: always with three digits of a second. */
    static String iso(Instant time) {
        return ISO.format(time);
    }

    static ObjectNode user(BotAccount bot) {
        return Json.object()
                .put("_id", bot.id())
                .put("username", bot.username())
                .put("name", bot.username());
    }
}
