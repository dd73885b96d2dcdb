package dev.tocsin.notifier.lane;

import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What lanes need from outside.
 *
 * @param sender of their receiver
 * @param limiter grants the slots of its posts
 * @param fallback who is told while their receiver is away, if anybody is
 * @param log of deliveries
 * @param executor of threads that may block
 * @param clock the wall's
 * @param random for backoff
 */
public record LanePorts(
        Sender sender,
        Limiter limiter,
        Optional<FallbackPorts> fallback,
        DeliveryLog log,
        Executor executor,
        Clock clock,
        RandomGenerator random) {}
