package dev.tocsin.notifier.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;

/** Reads letters in tests. */
final class Letters {
    private Letters() {}

    /** All of its parts, one after the other. */
    static String text(MimeMessage letter) throws MessagingException, IOException {
        if (!(letter.getContent() instanceof MimeMultipart parts)) {
            return letter.getContent().toString();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            text.append(part.getContentType())
                    .append('\n')
                    .append(part.getContent())
                    .append('\n');
        }
        return text.toString();
    }
}
