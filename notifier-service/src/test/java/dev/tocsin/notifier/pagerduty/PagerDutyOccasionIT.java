package dev.tocsin.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Occasion;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PagerDutyOccasionIT {
    @Test
    void everyEventOfABatchSaysWhyItIsTold() {
        try (ScriptedPeer peer = new ScriptedPeer(202, "")) {
            PagerDutySender sender = new PagerDutySender(
                    new HttpCaller(HttpCaller.client()),
                    new PagerDutySender.Account(URI.create(peer.url("/v2/enqueue")), Secret.of("key-of-mine")),
                    Severities.standard(),
                    new ManualClock(Routed.NOON));
            Attempt usual = Attempts.first(Routed.firing("a"), Routed.firing("b"));
            assertThat(sender.send(new Attempt(
                            usual.notification(),
                            usual.messageId(),
                            usual.number(),
                            usual.since(),
                            usual.fate(),
                            usual.form(),
                            new Occasion.InsteadOf("payments"))))
                    .isInstanceOf(Outcome.Delivered.class);
            assertThat(peer.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.body())
                            .contains(
                                    "\"tocsin_in_place_of\":\"payments\"",
                                    "(in place of payments, which takes no messages)"));
        }
    }
}
