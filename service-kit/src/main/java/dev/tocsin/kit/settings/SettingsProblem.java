package dev.tocsin.kit.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with one setting.
 *
 * @param value the value as it may be shown; empty when there is none or it does not matter
 * @param expected what to do, as the end of a sentence: "expected a port, 0 to 65535"
 */
public record SettingsProblem(String name, Optional<String> value, String expected) {
    private static final int LONGEST = 120;
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    static SettingsProblem of(String name, String expected) {
        return new SettingsProblem(name, Optional.empty(), expected);
    }

    static SettingsProblem badValue(String name, Kind<?> kind, String value, String origin) {
        String shown = kind.secret() ? Secret.HIDDEN : printable(value);
        return new SettingsProblem(name, Optional.of(shown), "expected " + kind.expected() + origin);
    }

    /** A URL may carry a password, and a value may be long or full of control characters. */
    private static String printable(String value) {
        String text = USER_INFO.matcher(value).replaceAll("//***@").replaceAll("\\p{Cntrl}", "?");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Override
    public String toString() {
        return name + value.map(shown -> "=" + shown).orElse("") + ": " + expected;
    }
}
