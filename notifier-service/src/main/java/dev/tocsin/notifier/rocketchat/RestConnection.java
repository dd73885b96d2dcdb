package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import java.net.URI;

/**
 * Who posts to which Rocket.Chat.
 *
 * @param url of the server, with its sub-path if it has one: {@code /api/v1} comes behind it
 * @param userId of the account that posts
 * @param token of the account: a personal access token, or one of a login
 */
public record RestConnection(URI url, String userId, Secret token) {
    /** The server's address without a slash at the end. */
    public String base() {
        return url.toString().replaceAll("/+$", "");
    }
}
