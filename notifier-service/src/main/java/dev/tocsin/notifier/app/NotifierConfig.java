package dev.tocsin.notifier.app;

import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.CommonSettings;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.util.Optional;

/**
 * The notifier's settings, read once.
 *
 * @param admin where the admin paths are served
 * @param topics the names in Kafka
 * @param replication of topics that are created, or {@link TopicSetup#AUTOMATIC}
 * @param rocketChat what the environment says of Rocket.Chat
 * @param maxAlerts in one message
 * @param apiToken that the API asks for
 */
public record NotifierConfig(
        ListenAddress admin,
        Topics topics,
        short replication,
        RocketChatSettings rocketChat,
        int maxAlerts,
        Optional<Secret> apiToken) {
    /** Without a token. */
    public NotifierConfig(
            ListenAddress admin, Topics topics, short replication, RocketChatSettings rocketChat, int maxAlerts) {
        this(admin, topics, replication, rocketChat, maxAlerts, Optional.empty());
    }

    /** The port of the admin paths. */
    public static final Setting<Integer> PORT =
            Setting.of("TOCSIN_NOTIFIER_PORT", Kind.PORT, 8095, "port of the notifier's admin paths and of its API");

    /** The host of the admin paths. */
    public static final Setting<String> HOST = Setting.of(
            "TOCSIN_NOTIFIER_HOST",
            Kind.TEXT,
            "127.0.0.1",
            "address that the notifier listens on; beyond this machine the API needs TOCSIN_NOTIFIER_TOKEN");

    /** The token. */
    public static final Setting<Optional<Secret>> API_TOKEN = Setting.optional(
            "TOCSIN_NOTIFIER_TOKEN",
            Kind.SECRET,
            "what is shown to the notifier's API as Authorization: Bearer, by the commands too; others get 401");

    /** How full a message may be. */
    public static final Setting<Integer> MAX_ALERTS = Setting.of(
            "TOCSIN_NOTIFIER_MAX_ALERTS", Kind.integer(1, 1000), 1000, "how many alerts one message tells at most");

    /** All of them. */
    public static final Catalogue CATALOGUE = Catalogue.of(
                    "Notifier",
                    PORT,
                    HOST,
                    API_TOKEN,
                    MAX_ALERTS,
                    RocketChatSettings.URL,
                    RocketChatSettings.USER_ID,
                    RocketChatSettings.TOKEN)
            .with(RocketChatSettings.WEBHOOKS)
            .with(RocketChatSettings.ROOMS);

    /** What the settings say. */
    public static NotifierConfig of(Settings settings) {
        int replicas = settings.get(CommonSettings.TOPIC_REPLICATION);
        return new NotifierConfig(
                new ListenAddress(settings.get(HOST), settings.get(PORT)),
                new Topics(settings.get(CommonSettings.TOPIC_PREFIX)),
                replicas == 0 ? TopicSetup.AUTOMATIC : (short) replicas,
                RocketChatSettings.of(settings),
                settings.get(MAX_ALERTS),
                settings.get(API_TOKEN));
    }

    /** These settings with another Rocket.Chat. */
    public NotifierConfig withRocketChat(RocketChatSettings other) {
        return new NotifierConfig(admin, topics, replication, other, maxAlerts, apiToken);
    }
}
