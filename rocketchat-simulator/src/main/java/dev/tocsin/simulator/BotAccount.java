package dev.tocsin.simulator;

import java.util.Set;

/** The one account of the simulator: it signs REST calls and owns the webhooks. */
public record BotAccount(String id, String token, String username, Set<Permission> permissions) {
    public BotAccount {
        if (id.isBlank() || token.isBlank() || username.isBlank()) {
            throw new IllegalArgumentException("id, token and username of the bot must not be blank");
        }
        permissions = Set.copyOf(permissions);
    }

    /** A bot with the default permissions of its role, and always the same id and token. */
    public static BotAccount defaults() {
        return new BotAccount(
                StableIds.id("user tocsin.bot"),
                StableIds.token("user tocsin.bot"),
                "tocsin.bot",
                Permission.ofBotRole());
    }

    /** The same account with exactly these permissions. */
    public BotAccount withPermissions(Set<Permission> allowed) {
        return new BotAccount(id, token, username, allowed);
    }

    boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    @Override
    public String toString() {
        return "BotAccount[" + username + " " + permissions + "]";
    }
}
