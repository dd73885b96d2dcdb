package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.LaneSettings;
import java.time.Duration;
import java.util.function.Function;

/**
 * How one receiver is read.
 *
 * @param receiver its name
 * @param cluster Kafka's cluster id
 * @param sessionTimeout of the consumer: a post is not begun on a commit that took half of it
 * @param lanes the settings of a lane, by the name of its topic
 */
public record ReceiverSettings(
        String receiver, String cluster, Duration sessionTimeout, Function<String, LaneSettings> lanes) {}
