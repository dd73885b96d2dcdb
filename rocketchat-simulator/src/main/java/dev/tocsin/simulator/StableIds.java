package dev.tocsin.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids and tokens derived from a name alone, so that a restart keeps every URL; they are no secrets. */
final class StableIds {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int ID_LENGTH = 17;
    private static final int TOKEN_LENGTH = 43;

    private StableIds() {}

    static String id(String name) {
        return letters("id " + name, ID_LENGTH);
    }

    static String token(String name) {
        return letters("token " + name, TOKEN_LENGTH);
    }

    private static String letters(String seed, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(seed.getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                text.append(LETTERS.charAt(Byte.toUnsignedInt(digest[i]) % LETTERS.length()));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
