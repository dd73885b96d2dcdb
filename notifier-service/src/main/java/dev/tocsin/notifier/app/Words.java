package dev.tocsin.notifier.app;

import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.text.Markup;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Template;
import java.util.function.Consumer;

/**
 * The words that a receiver's messages have.
 *
 * @param template has them
 * @param complaint is told why a message has the standard words instead
 */
record Words(Template template, Consumer<String> complaint) {
    /** Those that hold unless there are others. */
    static Words standard() {
        return new Words(Template.standard(), reason -> {});
    }

    /** Writes messages in these words. */
    MessageWriter writer(Severities severities, Markup markup) {
        return new MessageWriter(severities, markup, template, complaint);
    }
}
