package dev.tocsin.kit.http;

import dev.tocsin.kit.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who may pass: whoever knows the token, or everybody when there is none. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private final Optional<byte[]> wanted;

    /** Without a token everybody passes. */
    public BearerToken(Optional<Secret> token) {
        this.wanted = token.map(secret -> sha256(secret.reveal()));
    }

    /** Whether a request with this Authorization header may pass. Takes equally long for every wrong token. */
    public boolean admits(@Nullable String authorization) {
        if (wanted.isEmpty()) {
            return true;
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        // The digests have one length, whatever that of the token.
        return MessageDigest.isEqual(
                wanted.get(), sha256(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
