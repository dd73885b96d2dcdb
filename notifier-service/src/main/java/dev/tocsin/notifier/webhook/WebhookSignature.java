package dev.tocsin.notifier.webhook;

import dev.tocsin.kit.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signature as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, timestamp and body. */
public final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final SecretKeySpec key;

    /**
     * Signs with this secret.
     *
     * @throws IllegalArgumentException without a word of it when it is no {@code whsec_} secret
     */
    public WebhookSignature(Secret secret) {
        this.key = new SecretKeySpec(decoded(secret.reveal()), ALGORITHM);
    }

    /** Whether the text is a secret that can be signed with. */
    public static boolean isSecret(Secret secret) {
        try {
            return decoded(secret.reveal()).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] decoded(String text) {
        try {
            byte[] bytes =
                    text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
            if (bytes.length >= SHORTEST_KEY && bytes.length <= LONGEST_KEY) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: its text would show a part of the secret.
        }
        throw new IllegalArgumentException(
                "no secret of Standard Webhooks; expected whsec_ and 24 to 64 bytes as base64");
    }

    /** The value of the header {@code webhook-signature}. */
    String of(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
