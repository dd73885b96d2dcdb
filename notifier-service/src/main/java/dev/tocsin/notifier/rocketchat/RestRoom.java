package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.text.Untrusted;

/**
 * A room of a Rocket.Chat, and who posts there.
 *
 * @param connection to the server
 * @param configured the room as it is configured: {@code #name}, {@code name} or an id
 */
public record RestRoom(RestConnection connection, String configured) {
    /** Ids are random; a name of letters and digits alone that is as long needs its {@code #}. */
    private static final String ID = "[A-Za-z0-9]{17,}";

    /** Refuses a blank room. */
    public RestRoom {
        if (configured.isBlank()) {
            throw new IllegalArgumentException("room is blank");
        }
    }

    /** Whether it is a person, whose conversation has no name to find it by. */
    boolean isPerson() {
        return configured.startsWith("@");
    }

    /** The question that finds it: Rocket.Chat wants exactly one of the two. */
    String query() {
        return isId() ? "roomId=" + RestCalls.encoded(configured) : "roomName=" + RestCalls.encoded(name());
    }

    boolean isId() {
        return configured.matches(ID);
    }

    private String name() {
        return configured.startsWith("#") ? configured.substring(1) : configured;
    }

    /** What people call it. */
    String shown() {
        return Untrusted.line(isId() ? "the room with the id " + configured : "the room " + configured, 100);
    }

    /** What to say of a person. */
    String personWords() {
        return shown() + " is a person: configure a room, which may be a private one of two";
    }

    /** The same for all accounts and tokens, and another for every server and room. */
    String key() {
        return connection.base() + " " + configured;
    }
}
