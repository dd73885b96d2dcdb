package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.app.Senders.Paced;
import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.mail.Envelope;
import dev.tocsin.notifier.mail.MailServer;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.pagerduty.PagerDutySender;
import dev.tocsin.notifier.webhook.GenericWebhookSender;
import dev.tocsin.testsupport.ManualClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SendersTest {
    private static final Secret URL = Secret.of("https://hooks.example/a");

    private final Senders senders =
            new Senders(new HttpCaller(HttpCaller.client()), new ManualClock(Routed.NOON), receiver -> Parents.none());

    private Paced of(Destination destination) {
        return senders.of("any", destination, Severities.standard(), Words.standard());
    }

    private static Destination webhook(String receiver, Secret url) {
        return new Destination.AnyWebhook(new GenericWebhookSender.Target(receiver, url, Optional.empty()));
    }

    private static Destination pager(String key) {
        return new Destination.PagerDuty(
                new PagerDutySender.Account(URI.create("https://events.example/v2/enqueue"), Secret.of(key)));
    }

    @Test
    void everyDestinationHasARoomOfItsOwn() {
        Set<String> rooms = List.of(
                        new Destination.Slack(Secret.of("https://hooks.example/s")),
                        webhook("a", URL),
                        pager("one"),
                        pager("two"),
                        new Destination.Mail(
                                new MailServer("smtp", 25, Tls.NONE, Optional.empty()),
                                new Envelope("t@example.org", List.of("a@example.org"))))
                .stream()
                .map(destination -> of(destination).sender().room())
                .collect(Collectors.toSet());
        assertThat(rooms).hasSize(5);
    }

    @Test
    void receiversAtTheSameAddressShareALimiter() {
        assertThat(of(webhook("a", URL)).limiter())
                .isSameAs(of(webhook("b", URL)).limiter())
                .isNotSameAs(
                        of(webhook("a", Secret.of("https://hooks.example/b"))).limiter());
        assertThat(of(pager("one")).limiter())
                .isSameAs(of(pager("one")).limiter())
                .isNotSameAs(of(pager("two")).limiter());
    }

    @Test
    void lettersAreNotPaced() {
        Paced mail = of(new Destination.Mail(
                new MailServer("smtp", 25, Tls.NONE, Optional.empty()),
                new Envelope("t@example.org", List.of("a@example.org"))));
        Instant first = mail.limiter().ask("one", 1, 1, Routed.NOON);
        assertThat(mail.limiter().ask("other", 1, 1, Routed.NOON)).isEqualTo(first);
    }
}
