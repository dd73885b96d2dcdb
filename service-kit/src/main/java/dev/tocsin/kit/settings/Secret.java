package dev.tocsin.kit.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A text that must not be shown: it prints as {@code ***} and is compared in constant time. */
public final class Secret {
    static final String HIDDEN = "***";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Hides the given text, which must not be blank. */
    public static Secret of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("secret is blank");
        }
        return new Secret(text);
    }

    /** Returns the text, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
