package dev.tocsin.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a letter looks like on the wire (RFC 5321, 4.5.2 and 4.5.3.1.6). */
class MailLinesIT {
    private static final int LONGEST = 998;

    /** As a server keeps it: without the dots that only stand there for the way. */
    private static MimeMessage received(String sent) throws MessagingException {
        String letter = sent.replaceAll("(?m)^\\.", "");
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(letter.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "日", "x "})
    void noLineIsTooLongAndALoneDotEndsNothing(String letter) throws IOException, MessagingException {
        try (ScriptedSmtp peer = new ScriptedSmtp()) {
            RoutedAlert told = Routed.alert(letter.repeat(1500))
                    .annotation("summary", letter.repeat(3000))
                    .annotation("description", "one\n.\n..\n.two\nthree")
                    .told();
            MailSender sender = new MailSender(
                    new MailServer("127.0.0.1", peer.port(), Tls.NONE, Optional.empty()),
                    new Envelope("tocsin@example.org", List.of("oncall@example.org")),
                    new MessageWriter(Severities.standard(), MailSender.MARKUP),
                    new ManualClock(Routed.NOON));
            assertThat(sender.send(Attempts.first(told))).isInstanceOf(Outcome.Delivered.class);
            String sent = peer.letters().getFirst();
            assertThat(sent.lines())
                    .allMatch(line -> line.length() <= LONGEST && line.chars().allMatch(unit -> unit < 128));
            assertThat(Letters.text(received(sent)).replace("\r\n", "\n")).contains("\none\n.\n..\n.two\nthree\n");
        }
    }
}
