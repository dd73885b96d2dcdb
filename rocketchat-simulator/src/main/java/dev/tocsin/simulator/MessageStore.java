package dev.tocsin.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The message collection: one unique id over all rooms, in order of arrival. When it is full the oldest message goes, and
 * its id may be used again.
 */
final class MessageStore {
    /** A hundred thousand messages of the largest size would not fit a small heap. */
    private static final long MAX_CHARACTERS = 100_000_000;

    private final LinkedHashMap<String, ChatMessage> byId = new LinkedHashMap<>();
    private final int maxMessages;
    private final LiveFeed feed;
    private long characters;

    MessageStore(int maxMessages, LiveFeed feed) {
        this.maxMessages = maxMessages;
        this.feed = feed;
    }

    /** Stores the message unless its id exists; look-up and insert are one step. */
    synchronized boolean insert(ChatMessage message) {
        if (byId.containsKey(message.id())) {
            return false;
        }
        byId.put(message.id(), message);
        characters += message.json().length();
        evict();
        feed.publish("message", message.view());
        return true;
    }

    private void evict() {
        Iterator<ChatMessage> oldest = byId.values().iterator();
        while (byId.size() > maxMessages || (characters > MAX_CHARACTERS && byId.size() > 1)) {
            characters -= oldest.next().json().length();
            oldest.remove();
        }
    }

    synchronized Optional<ChatMessage> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<ChatMessage> update(String id, UnaryOperator<ChatMessage> change) {
        ChatMessage before = byId.get(id);
        if (before == null) {
            return Optional.empty();
        }
        ChatMessage after = change.apply(before);
        byId.put(id, after);
        characters += after.json().length() - before.json().length();
        feed.publish("message", after.view());
        return Optional.of(after);
    }

    /** Moves a message to the trash: afterwards its id can be inserted again. */
    synchronized Optional<ChatMessage> delete(String id) {
        ChatMessage gone = byId.remove(id);
        if (gone == null) {
            return Optional.empty();
        }
        characters -= gone.json().length();
        feed.publish("removed", Json.object().put("_id", id));
        return Optional.of(gone);
    }

    synchronized void clear() {
        byId.clear();
        characters = 0;
        feed.publish("cleared", Json.object());
    }

    synchronized List<ChatMessage> all() {
        return List.copyOf(byId.values());
    }

    /** The newest messages of one channel, oldest first. */
    synchronized List<ChatMessage> newest(String channel, int count) {
        List<ChatMessage> found = new ArrayList<>();
        for (ChatMessage message : byId.sequencedValues().reversed()) {
            if (found.size() == count) {
                break;
            }
            if (message.channel().equals(channel)) {
                found.add(message);
            }
        }
        return found.reversed();
    }
}
