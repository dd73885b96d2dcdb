package dev.tocsin.simulator;

import java.time.Clock;
import java.util.List;

/**
 * How a simulator starts. Channels are named with their {@code #}; each gets an incoming webhook whose id and token follow
 * from the channel's name alone. Port 0 takes a free one.
 */
public record SimulatorConfig(
        String host,
        int port,
        List<String> channels,
        RocketChatProfile profile,
        BotAccount bot,
        int maxMessages,
        Clock clock) {
    /** The channels that exist unless others are asked for. */
    public static final List<String> DEFAULT_CHANNELS = List.of("#alerts-critical", "#alerts-warning", "#alerts-info");

    private static final int DEFAULT_MAX_MESSAGES = 100_000;

    public SimulatorConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535");
        }
        if (maxMessages < 1) {
            throw new IllegalArgumentException("maxMessages must be at least 1");
        }
        channels = List.copyOf(channels);
    }

    /** Loopback, a free port, the default channels, the newest Rocket.Chat. */
    public static SimulatorConfig defaults(Clock clock) {
        return new SimulatorConfig(
                "127.0.0.1",
                0,
                DEFAULT_CHANNELS,
                RocketChatProfile.v8(),
                BotAccount.defaults(),
                DEFAULT_MAX_MESSAGES,
                clock);
    }

    /** The same configuration at another address. */
    public SimulatorConfig withAddress(String otherHost, int otherPort) {
        return new SimulatorConfig(otherHost, otherPort, channels, profile, bot, maxMessages, clock);
    }

    /** The same configuration with exactly these channels. */
    public SimulatorConfig withChannels(List<String> names) {
        return new SimulatorConfig(host, port, names, profile, bot, maxMessages, clock);
    }

    /** The same configuration as another Rocket.Chat. */
    public SimulatorConfig withProfile(RocketChatProfile other) {
        return new SimulatorConfig(host, port, channels, other, bot, maxMessages, clock);
    }

    /** The same configuration with another account. */
    public SimulatorConfig withBot(BotAccount account) {
        return new SimulatorConfig(host, port, channels, profile, account, maxMessages, clock);
    }

    /** The same configuration keeping only so many messages, the newest. */
    public SimulatorConfig withMaxMessages(int newest) {
        return new SimulatorConfig(host, port, channels, profile, bot, newest, clock);
    }
}
