package dev.tocsin.notifier.app;

import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.CommonSettings;
import dev.tocsin.kit.settings.Family;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The notifier's settings, read once.
 *
 * @param admin where the admin paths are served
 * @param topics the names in Kafka
 * @param replication of topics that are created, or {@link TopicSetup#AUTOMATIC}
 * @param webhooks the addresses of the environment, by severity
 * @param maxAlerts in one message
 */
public record NotifierConfig(
        ListenAddress admin, Topics topics, short replication, Map<String, Secret> webhooks, int maxAlerts) {
    /** The port of the admin paths. */
    public static final Setting<Integer> PORT =
            Setting.of("TOCSIN_NOTIFIER_PORT", Kind.PORT, 8095, "port of the notifier's admin paths");

    /** The host of the admin paths. */
    public static final Setting<String> HOST = Setting.of(
            "TOCSIN_NOTIFIER_HOST", Kind.TEXT, "127.0.0.1", "address that the notifier's admin paths listen on");

    /** How full a message may be. */
    public static final Setting<Integer> MAX_ALERTS = Setting.of(
            "TOCSIN_NOTIFIER_MAX_ALERTS", Kind.integer(1, 400), 100, "how many alerts one message tells at most");

    /** The webhooks. */
    public static final Family<Secret> WEBHOOKS = new Family<>(
            "ROCKETCHAT_WEBHOOK_",
            "SEVERITY",
            Kind.SECRET_URL,
            "a Rocket.Chat incoming webhook for the alerts of this severity");

    /** All of them. */
    public static final Catalogue CATALOGUE =
            Catalogue.of("Notifier", PORT, HOST, MAX_ALERTS).with(WEBHOOKS);

    /** Copies the map. */
    public NotifierConfig {
        webhooks = Map.copyOf(webhooks);
    }

    /** What the settings say. */
    public static NotifierConfig of(Settings settings) {
        int replicas = settings.get(CommonSettings.TOPIC_REPLICATION);
        Map<String, Secret> webhooks = new TreeMap<>();
        settings.get(WEBHOOKS).forEach((word, url) -> webhooks.put(severity(word), url));
        return new NotifierConfig(
                new ListenAddress(settings.get(HOST), settings.get(PORT)),
                new Topics(settings.get(CommonSettings.TOPIC_PREFIX)),
                replicas == 0 ? TopicSetup.AUTOMATIC : (short) replicas,
                webhooks,
                settings.get(MAX_ALERTS));
    }

    /** These settings with other webhooks. */
    public NotifierConfig withWebhooks(Map<String, Secret> others) {
        return new NotifierConfig(admin, topics, replication, others, maxAlerts);
    }

    /** The severity that a word of the environment names, where a dash can't stand. */
    private static String severity(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
