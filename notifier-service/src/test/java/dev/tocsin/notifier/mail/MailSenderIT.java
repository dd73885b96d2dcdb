package dev.tocsin.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.SenderContract;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that says what it is told to. */
class MailSenderIT extends SenderContract {
    private static final String PASSWORD = "password-of-mine";
    private static final String PLAIN = "AHRvY3NpbgBwYXNzd29yZC1vZi1taW5l";
    private static final String LOGIN = "cGFzc3dvcmQtb2YtbWluZQ==";

    private final ScriptedSmtp peer = new ScriptedSmtp();
    private MailTimes times = MailTimes.standard();

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    private Sender sender(int port, Tls tls, List<String> to) {
        Login login = new Login("tocsin", Secret.of(PASSWORD));
        return new MailSender(
                new MailServer("127.0.0.1", port, tls, Optional.of(login)),
                new Envelope("tocsin@example.org", to),
                new MessageWriter(Severities.standard(), MailSender.MARKUP),
                new ManualClock(Routed.NOON),
                times);
    }

    @Override
    protected Sender sender() {
        return sender(peer.port(), Tls.NONE, List.of("a@example.org", "b@example.org"));
    }

    @Override
    protected Sender senderToNobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return sender(free.getLocalPort(), Tls.NONE, List.of("a@example.org"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Row> table() {
        return List.of(
                new Row("220 421 busy", "retry"),
                new Row("220 554 go away", "retry"),
                new Row("220 close", "retry"),
                new Row("AUTH 454 not now", "retry"),
                new Row("AUTH 535 wrong", "suspended"),
                new Row("AUTH close", "retry"),
                new Row("MAIL 451 later", "retry"),
                new Row("MAIL 530 log in", "suspended"),
                new Row("MAIL 550 who are you", "suspended"),
                new Row("MAIL 552 too large", "refused"),
                new Row("RCPT 450 later", "retry"),
                new Row("RCPT 530 log in", "suspended"),
                new Row("RCPT 550 who is that", "suspended"),
                new Row("RCPT 552 mailbox full", "suspended"),
                new Row("RCPT close", "retry"),
                new Row("DATA 451 later", "retry"),
                new Row("DATA 554 no", "suspended"),
                new Row("DATA close", "retry"),
                new Row(". 250 taken", "delivered"),
                new Row(". 452 full", "retry"),
                new Row(". 554 spam", "refused"),
                new Row(". close", "retry, unknown"));
    }

    @Override
    protected void peerDoes(String told) {
        peer.saysTheUsual();
        int at = told.indexOf(' ');
        peer.says(told.substring(0, at), told.substring(at + 1));
    }

    @Override
    protected void peerIsWell() {
        peer.saysTheUsual();
    }

    @Override
    protected void peerHangs() {
        peer.says("EHLO", "hang");
    }

    @Override
    protected void peerDrips() {
        peer.says("EHLO", "drip");
    }

    @Override
    protected void losePatience() {
        // An answer that does not come is left before an attempt that does not end, as it is with the standard times.
        times = new MailTimes(times.connect(), Duration.ofMillis(200), Duration.ofMillis(300));
    }

    @Override
    protected Duration wouldHaveWaited() {
        return MailTimes.standard().attempt();
    }

    @Override
    protected void peerBreaksOff() {
        peer.says("MAIL", "close");
    }

    @Override
    protected void peerRepeatsSecrets() {
        peer.says("RCPT", "550 no: " + String.join(" ", secrets()));
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD, PLAIN, LOGIN);
    }

    @Override
    protected String arrived() {
        return peer.letters().stream().map(MailSenderIT::read).collect(Collectors.joining("\n"));
    }

    private static MimeMessage parsed(String letter) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(letter.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String read(String letter) {
        try {
            MimeMessage message = parsed(letter);
            return message.getSubject() + "\n" + Letters.text(message);
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRefusedLoginDoesNotGiveThePasswordAway() {
        peer.says("AUTH", "535 wrong: " + String.join(" ", secrets()));
        assertThat(sender().send(one()).toString()).contains("535").doesNotContain(PASSWORD, PLAIN, LOGIN);
    }

    @Test
    void whatTheServerSaysIsCut() {
        peer.says("RCPT", "550 " + "x".repeat(60_000));
        assertThat(sender().send(one()).toString()).contains("550 xxx").hasSizeLessThan(400);
    }

    @Test
    void whoSaysNothingAfterTheEndMayHaveIt() {
        // It is the last answer that is to come too late, and none before it.
        times = new MailTimes(times.connect(), Duration.ofSeconds(2), times.attempt());
        peer.says(".", "hang");
        assertThat(Outcomes.word(sender().send(one()))).isEqualTo("retry, unknown");
        assertThat(peer.letters()).hasSize(1);
    }

    @Test
    void whoSaysNothingBeforeTheLetterDoesNotHaveIt() {
        times = new MailTimes(times.connect(), Duration.ofMillis(300), times.attempt());
        peer.says("RCPT", "hang");
        assertThat(Outcomes.word(sender().send(one()))).isEqualTo("retry");
    }

    @Test
    void allRecipientsGetItOrNone() {
        peer.says("RCPT TO:<b", "550 who is that");
        assertThat(Outcomes.word(sender().send(one()))).isEqualTo("suspended");
        assertThat(peer.letters()).isEmpty();
        assertThat(peer.commands()).doesNotContain("DATA");
    }

    @Test
    void withoutTlsNothingIsSaid() {
        Sender careful = sender(peer.port(), Tls.STARTTLS, List.of("a@example.org"));
        assertThat(careful.send(one())).isInstanceOf(Outcome.Suspended.class);
        assertThat(peer.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void aRepeatHasTheSameId() throws MessagingException {
        Sender sender = sender();
        sender.send(one());
        sender.send(one());
        for (String letter : peer.letters()) {
            assertThat(parsed(letter).getMessageID()).isEqualTo("<0123456789abcdef01234567@tocsin>");
        }
        assertThat(peer.letters()).hasSize(2);
    }
}
