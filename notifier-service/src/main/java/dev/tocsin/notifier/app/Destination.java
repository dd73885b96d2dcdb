package dev.tocsin.notifier.app;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.notifier.mail.Envelope;
import dev.tocsin.notifier.mail.MailServer;
import dev.tocsin.notifier.pagerduty.PagerDutySender;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.webhook.GenericWebhookSender;

/** Where a receiver is told, with the secrets that it takes: all that a sender is made of. */
sealed interface Destination {
    /**
     * A Rocket.Chat incoming webhook.
     *
     * @param url its address
     */
    record Webhook(Secret url) implements Destination {}

    /**
     * A room of Rocket.Chat, over its REST API.
     *
     * @param connection the server and the account
     * @param room its name or id
     */
    record Room(RestConnection connection, String room) implements Destination {}

    /**
     * An incoming webhook of Slack or Mattermost.
     *
     * @param url its address
     */
    record Slack(Secret url) implements Destination {}

    /**
     * Anybody's webhook.
     *
     * @param target its address and what messages are signed with
     */
    record AnyWebhook(GenericWebhookSender.Target target) implements Destination {}

    /**
     * Letters.
     *
     * @param server who takes them
     * @param envelope who writes to whom
     */
    record Mail(MailServer server, Envelope envelope) implements Destination {}

    /**
     * An integration of PagerDuty.
     *
     * @param account its key and where the API is
     */
    record PagerDuty(PagerDutySender.Account account) implements Destination {}
}
