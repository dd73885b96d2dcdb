package dev.tocsin.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster again and again, on a thread of its own, and tells the breaker; also the one to replace producers. */
final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration WHEN_WELL = Duration.ofSeconds(2);
    private static final Duration WHEN_NOT = Duration.ofMillis(500);
    private static final Duration LAST_PROBE = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final ProducerSlot slot;
    private final CircuitBreaker breaker;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("ingest-kafka-watch").daemon().unstarted(this::run);

    /** Watch thread only: what was said last, so that it is said once. */
    private @Nullable String told;

    ClusterWatch(Cluster cluster, ProducerSlot slot, CircuitBreaker breaker) {
        this.cluster = cluster;
        this.slot = slot;
        this.breaker = breaker;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean stop = false;
            while (!stop) {
                probe();
                Duration rest = breaker.state() == CircuitBreaker.State.CLOSED ? WHEN_WELL : WHEN_NOT;
                stop = closing.await(rest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cluster.close();
        }
    }

    /** One round: the cluster answers, the topic is there and a producer is at hand, or we say why not. */
    void probe() {
        try {
            cluster.probe();
            if (slot.renew()) {
                breaker.reachable();
            }
        } catch (RuntimeException e) {
            // Whatever it is, the next round may go better; ending here would leave the service closed for ever.
            breaker.unreachable(WriteFailure.sentence(e));
        }
        tell();
    }

    private void tell() {
        boolean open = breaker.state() == CircuitBreaker.State.OPEN;
        String now = open ? breaker.reason() : "";
        if (now.equals(told)) {
            return;
        }
        told = now;
        if (open) {
            LOG.atWarn().addKeyValue("reason", now).log("Kafka takes no alerts: requests are answered with 503");
        } else {
            LOG.atInfo().log("Kafka takes alerts");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(LAST_PROBE)) {
                LOG.atWarn().log("The watch over Kafka is still stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
