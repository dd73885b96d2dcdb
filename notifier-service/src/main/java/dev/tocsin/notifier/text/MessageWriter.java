package dev.tocsin.notifier.text;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.text.sandbox.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Turns a notification into a message: a first line, then the alerts, the first of them in full. */
public final class MessageWriter {
    private static final int SUBJECT = 1000;

    private final Pieces pieces;
    private final Look look;
    private final Wording wording;
    private final Wording standard = new Wording(Template.standard());
    private final Consumer<String> complaint;

    /** Writes for the system whose markup this is, in the standard words. */
    public MessageWriter(Severities severities, Markup markup) {
        this(severities, markup, Template.standard(), reason -> {});
    }

    /**
     * Writes for the system whose markup this is.
     *
     * @param complaint told why a template can't be used, for each message that has the standard words because of it; by
     *     several threads
     */
    public MessageWriter(Severities severities, Markup markup, Template template, Consumer<String> complaint) {
        this.pieces = new Pieces(markup);
        this.look = new Look(severities);
        this.wording = new Wording(template);
        this.complaint = complaint;
    }

    /** The message that tells this. A replay has the standard words: those of a template may make it look like news. */
    public Message write(Notification notification) {
        if (notification.replayed() > 0) {
            return standard(notification);
        }
        try {
            return write(notification, wording);
        } catch (TemplateException e) {
            complaint.accept(Untrusted.line(e.sentence(), 500));
            return write(notification, standard);
        }
    }

    /** The same in the standard words, for what was refused in others: the template may be what was refused. */
    public Message standard(Notification notification) {
        return write(notification, standard);
    }

    private Message write(Notification notification, Wording words) {
        return new Message(firstLine(notification, words), Blocks.of(notification, words, look));
    }

    /**
     * The same as one text without blocks, for a system that has refused the other form: titles and times in the
     * standard words, since the template may be what was refused. At most 4,000 UTF-16 units.
     */
    public Message plain(Notification notification) {
        String firstLine = firstLine(notification, standard);
        return new Message(new PlainText(standard, pieces).of(firstLine, notification), List.of());
    }

    /** {@code 🔴 [FIRING:2] CaptchaServiceDown}, or {@code ⏪ [REPLAYED:3] CaptchaServiceDown}. */
    private String firstLine(Notification notification, Wording words) {
        List<String> counts = new ArrayList<>();
        if (notification.firing() > 0) {
            counts.add("FIRING:" + notification.firing());
        }
        if (notification.ended() > 0) {
            counts.add("RESOLVED:" + notification.ended());
        }
        if (notification.replayed() > 0) {
            counts.add("REPLAYED:" + notification.replayed());
        }
        return look.sign(notification) + " [" + String.join(", ", counts) + "] "
                + pieces.inMarkup(words.subject(notification), SUBJECT);
    }
}
