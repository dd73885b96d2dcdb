package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import java.time.Duration;

/**
 * Who is told instead of a receiver that is away.
 *
 * @param receiver its name
 * @param after how long the receiver must have been away
 * @param sender to it
 * @param limiter grants the slots of its posts
 */
public record FallbackPorts(String receiver, Duration after, Sender sender, Limiter limiter) {}
