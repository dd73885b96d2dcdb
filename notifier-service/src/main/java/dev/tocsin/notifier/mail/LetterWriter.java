package dev.tocsin.notifier.mail;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.MessageWriter;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/** Writes letters. */
final class LetterWriter {
    private static final String UTF_8 = "UTF-8";
    private static final String DOMAIN = "@tocsin";
    /** A mail program needs few to see that letters belong together, and a header has its limits. */
    private static final int REFERENCES = 20;

    private final Session session;
    private final Envelope envelope;
    private final MessageWriter writer;
    private final Clock clock;

    LetterWriter(Session session, Envelope envelope, MessageWriter writer, Clock clock) {
        this.session = session;
        this.envelope = envelope;
        this.writer = writer;
        this.clock = clock;
    }

    /** The letter of an attempt: the same id each time, so that a repeat can be told from a new one. */
    Letter write(Attempt attempt) throws MessagingException {
        Notification told = attempt.notification();
        LetterText text = text(attempt);
        Letter letter = headed(attempt.messageId() + DOMAIN, text.subject());
        thread(letter, told.sections());
        if (attempt.form() == Form.PLAIN) {
            letter.setText(text.text(), UTF_8);
        } else {
            letter.setContent(both(text));
        }
        letter.saveChanges();
        return letter;
    }

    private LetterText text(Attempt attempt) {
        Message message = switch (attempt.form()) {
            case RICH -> writer.write(attempt.notification());
            case PLAIN -> writer.standard(attempt.notification());
        };
        Occasion occasion = attempt.occasion();
        return LetterText.of(message.headline(), message.framed(occasion.before(), occasion.after()));
    }

    /** A letter without a foreign word. */
    Letter probe() throws MessagingException {
        String says = "Tocsin is checking whether this address takes letters.";
        Letter letter = headed("probe-" + clock.instant().toEpochMilli() + DOMAIN, says);
        letter.setContent(both(new LetterText(says, says + "\n", "<p>" + says + "</p>\n")));
        letter.saveChanges();
        return letter;
    }

    private Letter headed(String id, String subject) throws MessagingException {
        Letter letter = new Letter(session, id);
        letter.setFrom(new InternetAddress(envelope.from(), true));
        for (String to : envelope.to()) {
            letter.addRecipient(RecipientType.TO, new InternetAddress(to, true));
        }
        letter.setSubject(subject, UTF_8);
        letter.setSentDate(Date.from(clock.instant()));
        // So that nobody's "I am on holiday" comes back (RFC 3834).
        letter.setHeader("Auto-Submitted", "auto-generated");
        return letter;
    }

    /** Letters about the same group answer the same letter, which nobody ever wrote: so they stand together. */
    private static void thread(Letter letter, List<Section> sections) throws MessagingException {
        List<String> groups = sections.stream()
                .limit(REFERENCES)
                .map(section -> "<group-" + hash(section.group().toString()) + DOMAIN + ">")
                .toList();
        letter.setHeader("In-Reply-To", groups.getFirst());
        letter.setHeader("References", String.join("\r\n ", groups));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static MimeMultipart both(LetterText text) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(text.html(), UTF_8, "html");
        return new MimeMultipart("alternative", plain, html);
    }
}
