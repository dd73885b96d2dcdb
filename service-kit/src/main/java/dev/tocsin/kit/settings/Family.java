package dev.tocsin.kit.settings;

import java.util.Optional;

/**
 * Settings that share a prefix and whose last word the user chooses, such as {@code ROCKETCHAT_WEBHOOK_<SEVERITY>}.
 *
 * @param prefix what the names start with, up to and including the last underscore
 * @param word what the rest of the name stands for, in capitals
 */
public record Family<T>(String prefix, String word, Kind<T> kind, String description) {
    /** Refuses a prefix without a final underscore. */
    public Family {
        if (!prefix.endsWith("_")) {
            throw new IllegalArgumentException("a prefix ends in an underscore: " + prefix);
        }
        Setting.checkedName(prefix.substring(0, prefix.length() - 1));
        Setting.checkedDescription(description);
    }

    /** Returns how the names look: {@code PREFIX_<WORD>}. */
    public String pattern() {
        return prefix + "<" + word + ">";
    }

    /** Returns the user's word in a name of this family. */
    Optional<String> wordOf(String name) {
        return name.startsWith(prefix) && name.length() > prefix.length()
                ? Optional.of(name.substring(prefix.length()))
                : Optional.empty();
    }
}
