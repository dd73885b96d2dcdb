package dev.tocsin.notifier.mail;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.mail.MailServer.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A conversation with a server for each letter. It may take long: who waits for it ends it by an interrupt. */
final class Smtp {
    private final MailServer server;
    private final Session session;
    private final Concealed concealed;

    Smtp(MailServer server, MailTimes times) {
        this(server, times, new Properties());
    }

    /** With further properties of Jakarta Mail. */
    Smtp(MailServer server, MailTimes times, Properties further) {
        Properties all = properties(server);
        all.setProperty("mail.smtp.connectiontimeout", millis(times.connect()));
        all.setProperty("mail.smtp.timeout", millis(times.read()));
        all.putAll(further);
        this.server = server;
        this.session = Session.getInstance(all);
        this.concealed = server.login().map(Smtp::concealed).orElse(new Concealed(List.of()));
    }

    Session session() {
        return session;
    }

    private static Properties properties(MailServer server) {
        Properties properties = new Properties();
        // Nobody waits for the answer to a good-bye.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(server.tls() == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(server.tls() == Tls.STARTTLS));
        return properties;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    /** The password, and how it looks on the wire. */
    private static Concealed concealed(Login login) {
        String password = login.password().reveal();
        return new Concealed(List.of(password, base64(password), base64("\0" + login.user() + "\0" + password)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands a letter over. */
    Outcome deliver(Letter letter) {
        SMTPTransport transport = new SMTPTransport(session, null);
        try {
            transport.connect(server.host(), server.port(), user(), password());
            transport.sendMessage(letter, letter.getAllRecipients());
            return new Outcome.Delivered("");
        } catch (MessagingException e) {
            return new SmtpEnding(e, transport.getLastReturnCode(), letter.fate()).meaning(concealed);
        } finally {
            close(transport);
        }
    }

    private @Nullable String user() {
        return server.login().map(Login::user).orElse(null);
    }

    private @Nullable String password() {
        return server.login().map(login -> login.password().reveal()).orElse(null);
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // It is closed all the same; what it was open for is decided.
        }
    }
}
