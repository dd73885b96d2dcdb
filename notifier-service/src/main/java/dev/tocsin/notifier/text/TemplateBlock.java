package dev.tocsin.notifier.text;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The blocks of a template. */
enum TemplateBlock {
    /** The first line of a message, behind sign and counts. */
    SUBJECT("subject"),
    /** The first line of one alert. */
    ALERT_TITLE("alert_title"),
    /** When the alert fired. */
    ALERT_TIMES("alert_times"),
    /** What stands below the title. */
    ALERT_TEXT("alert_text"),
    /** One alert on one line. */
    ALERT_BRIEF("alert_brief");

    private final String key;

    TemplateBlock(String key) {
        this.key = key;
    }

    /** Its name in templates. */
    String key() {
        return key;
    }

    /** Whether an alert could be overlooked if this were empty. */
    boolean mustShow() {
        return switch (this) {
            case SUBJECT, ALERT_TITLE, ALERT_BRIEF -> true;
            case ALERT_TIMES, ALERT_TEXT -> false;
        };
    }

    /** The names of all. */
    static Set<String> keys() {
        return Arrays.stream(values()).map(TemplateBlock::key).collect(Collectors.toUnmodifiableSet());
    }
}
