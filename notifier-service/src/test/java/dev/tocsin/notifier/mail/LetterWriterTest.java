package dev.tocsin.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterWriterTest {
    private static final String HEADLINE = "🔴 [FIRING:1] HostDown";

    private static Letter letter(Form form, Occasion occasion) throws MessagingException {
        return letter(Routed.firing("web-1"), form, occasion);
    }

    private static Letter letter(RoutedAlert told, Form form, Occasion occasion) throws MessagingException {
        LetterWriter writer = new LetterWriter(
                Session.getInstance(new Properties()),
                new Envelope("tocsin@example.org", List.of("oncall@example.org")),
                new MessageWriter(Severities.standard(), MailSender.MARKUP),
                new ManualClock(Routed.NOON));
        return writer.write(new Attempt(
                Notification.of(List.of(told)),
                "0123456789abcdef01234567",
                1,
                Routed.NOON,
                Fate.NOT_STORED,
                form,
                occasion));
    }

    @ParameterizedTest
    @EnumSource
    void whyItIsToldHereStandsOnTopAndNotInTheSubject(Form form) throws MessagingException, IOException {
        Letter instead = letter(form, new Occasion.InsteadOf("payments"));
        assertThat(instead.getSubject()).isEqualTo(HEADLINE);
        assertThat(Letters.text(instead)).contains(HEADLINE + "\n(in place of payments, which takes no messages)\n\n");

        Letter late = letter(form, new Occasion.AfterOutage("oncall"));
        assertThat(late.getSubject()).isEqualTo(HEADLINE);
        assertThat(Letters.text(late)).contains("While you were away, told at oncall meanwhile:\n" + HEADLINE + "\n\n");
    }

    @ParameterizedTest
    @EnumSource
    void theSubjectOfAReplaySaysThatItIsOne(Form form) throws MessagingException, IOException {
        RoutedAlert over = Replays.over(Routed.alert("HostDown").label("instance", "<b>"));
        Letter letter = letter(over, form, Occasion.usual());
        assertThat(letter.getSubject()).isEqualTo("⏪ [REPLAYED:1] HostDown");
        assertThat(Letters.text(letter)).contains("""
                        ⏪ [REPLAYED:1] HostDown

                        HostDown
                        missed: fired 2026-03-02 12:00:00 UTC, resolved 13:05:00
                        now: over since 2026-03-02 13:05:00 UTC (as of 2026-03-03 08:12:00 UTC)

                        instance: <b>
                        """);
    }

    @Test
    void inHtmlTheyAreLinesToo() throws MessagingException, IOException {
        assertThat(Letters.text(letter(Form.RICH, new Occasion.InsteadOf("payments"))))
                .contains("<h3>" + HEADLINE + "<br>\n(in place of payments, which takes no messages)</h3>");
        assertThat(Letters.text(letter(Form.RICH, Occasion.usual()))).contains("<h3>" + HEADLINE + "</h3>");
    }
}
