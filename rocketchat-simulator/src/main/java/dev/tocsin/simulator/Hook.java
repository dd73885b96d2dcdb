package dev.tocsin.simulator;

import java.util.List;

/** An incoming webhook: where it posts, and what it lets the caller change. */
public record Hook(String id, String token, String alias, List<String> channels, State state, boolean overrideAllowed) {

    /** Whether a hook works. */
    public enum State {
        ENABLED,
        /** Answers 503. */
        DISABLED,
        /** Its user no longer exists: answers 401. */
        ORPHANED
    }

    public Hook {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a hook needs a channel");
        }
        channels = List.copyOf(channels);
    }

    /** A working hook whose id and token follow from its first channel. */
    public static Hook into(String channel) {
        return new Hook(
                StableIds.id("hook " + channel),
                StableIds.token("hook " + channel),
                "",
                List.of(channel),
                State.ENABLED,
                false);
    }

    /** The same hook in another state. */
    public Hook withState(State changed) {
        return new Hook(id, token, alias, channels, changed, overrideAllowed);
    }

    /** The same hook that lets, or does not let, the caller choose the channel. */
    public Hook withOverrideAllowed(boolean allowed) {
        return new Hook(id, token, alias, channels, state, allowed);
    }

    /** The same hook with several targets. */
    public Hook withChannels(List<String> targets) {
        return new Hook(id, token, alias, targets, state, overrideAllowed);
    }

    /** The same hook writing under a name of its own. */
    public Hook withAlias(String name) {
        return new Hook(id, token, name, channels, state, overrideAllowed);
    }

    /** The path of its address. */
    public String path() {
        return "/hooks/" + id + "/" + token;
    }
}
