package dev.tocsin.standalone.e2e;

import dev.tocsin.simulator.BotAccount;
import dev.tocsin.simulator.RocketChatSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How Rocket.Chat is told. */
enum Way {
    /** By incoming webhooks, which take no id: at least once. */
    WEBHOOKS("/hooks") {
        @Override
        Map<String, String> settings(RocketChatSimulator chat) {
            return bySeverity("ROCKETCHAT_WEBHOOK_", chat::webhookUrl);
        }
    },
    /** By the REST API, under ids of our own: once. */
    ROOMS("/api/v1/chat.sendMessage") {
        @Override
        Map<String, String> settings(RocketChatSimulator chat) {
            BotAccount bot = chat.bot();
            Map<String, String> settings = bySeverity("ROCKETCHAT_ROOM_", channel -> channel);
            settings.put("ROCKETCHAT_URL", chat.url());
            settings.put("ROCKETCHAT_USER_ID", bot.id());
            settings.put("ROCKETCHAT_TOKEN", bot.token());
            return settings;
        }
    };

    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private final String path;

    Way(String path) {
        this.path = path;
    }

    /** What the paths begin with that messages are posted to. */
    String path() {
        return path;
    }

    /** What tells a notifier to post there. */
    abstract Map<String, String> settings(RocketChatSimulator chat);

    /** The channel that alerts of this severity are told in. */
    static String channel(String severity) {
        return "#alerts-" + severity;
    }

    private static Map<String, String> bySeverity(String prefix, UnaryOperator<String> addressOfChannel) {
        Map<String, String> settings = new HashMap<>();
        for (String severity : SEVERITIES) {
            settings.put(prefix + severity.toUpperCase(Locale.ROOT), addressOfChannel.apply(channel(severity)));
        }
        return settings;
    }
}
