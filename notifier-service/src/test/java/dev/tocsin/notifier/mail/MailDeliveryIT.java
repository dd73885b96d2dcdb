package dev.tocsin.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a mail server that keeps what it gets. */
class MailDeliveryIT {
    private static final String PASSWORD = "password-of-mine";

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeEach
    void start() {
        mail.setUser("tocsin", PASSWORD);
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private Outcome send(String password, RoutedAlert... batch) {
        return sender(mail.getSmtp().getPort(), Tls.NONE, password).send(Attempts.first(batch));
    }

    private static MailSender sender(int port, Tls tls, String password) {
        return new MailSender(
                new MailServer("127.0.0.1", port, tls, Optional.of(new Login("tocsin", Secret.of(password)))),
                new Envelope("tocsin@example.org", List.of("oncall@example.org")),
                new MessageWriter(Severities.standard(), MailSender.MARKUP),
                new ManualClock(Routed.NOON));
    }

    @Test
    void aLetterArrivesAsTextAndAsHtml() throws MessagingException, IOException {
        RoutedAlert nasty = Routed.alert("Über")
                .label("instance", "<script>alert(1)</script>")
                .annotation("summary", "Full\r\nBcc: everybody@example.org")
                .told();
        assertThat(send(PASSWORD, nasty)).isEqualTo(new Outcome.Delivered(""));
        MimeMessage letter = mail.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("🔴 [FIRING:1] Über");
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(Letters.text(letter))
                .contains("text/plain", "instance: <script>alert(1)</script>", "Full Bcc: everybody@example.org")
                .contains("text/html", "&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(letter.getSize()).isPositive();
    }

    @Test
    void aFiringAndItsEndStandTogether() throws MessagingException {
        send(PASSWORD, Routed.firing("a"));
        send(
                PASSWORD,
                Routed.alert("HostDown")
                        .label("instance", "a")
                        .resolvedAfter(Duration.ofMinutes(1))
                        .told());
        send(PASSWORD, Routed.alert("Other").told());
        MimeMessage[] letters = mail.getReceivedMessages();
        assertThat(letters).hasSize(3);
        assertThat(letters[1].getHeader("References")).isEqualTo(letters[0].getHeader("References"));
        assertThat(letters[1].getHeader("In-Reply-To")).isEqualTo(letters[0].getHeader("In-Reply-To"));
        assertThat(letters[2].getHeader("References")).isNotEqualTo(letters[0].getHeader("References"));
    }

    @Test
    void aWrongPasswordSuspends() {
        assertThat(send("wrong-one-of-mine", Routed.firing("a")))
                .isInstanceOf(Outcome.Suspended.class)
                .extracting(Object::toString)
                .asString()
                .doesNotContain("wrong-one-of-mine");
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    /** GreenMail's certificate is signed by nobody. */
    @Test
    void aCertificateThatIsNotTrustedSuspends() {
        Outcome outcome =
                sender(mail.getSmtps().getPort(), Tls.IMPLICIT, PASSWORD).send(Attempts.first(Routed.firing("a")));
        assertThat(outcome).isEqualTo(new Outcome.Suspended("the server's TLS certificate is not trusted"));
        assertThat(mail.getReceivedMessages()).isEmpty();
    }
}
