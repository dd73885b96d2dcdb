package dev.tocsin.router.app;

import static dev.tocsin.router.app.RouterLab.firing;
import static dev.tocsin.router.app.RouterLab.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.router.app.RouterLab.Reader;
import dev.tocsin.wire.json.Codecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of the README. Not part of the build: run it by name, on a machine that does nothing else. */
class RouterFigures {
    private static final Logger LOG = LoggerFactory.getLogger(RouterFigures.class);
    private static final int PER_SECOND = 20;
    private static final int WARM = 400;
    private static final int SAMPLES = 800;
    private static final int BACKLOG = 50_000;

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void latency(Durability durability) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(
                        EmbeddedKafkaConfig.inFolder(data.resolve("kafka")).withDurability(durability));
                RouterLab lab = new RouterLab(kafka.bootstrapServers(), "");
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            ready(lab.router(data.resolve("router")));
            Reader reader = lab.reader(lab.topics.severity("critical"));
            Map<String, Long> sent = new ConcurrentHashMap<>();
            AtomicInteger next = new AtomicInteger();
            var _ = clock.scheduleAtFixedRate(
                    () -> {
                        Alert alert = firing("Alert" + next.getAndIncrement(), "critical");
                        sent.put(alert.name(), System.nanoTime());
                        var _ = lab.producer.send(lab.record(alert));
                    },
                    0,
                    1_000_000 / PER_SECOND,
                    TimeUnit.MICROSECONDS);
            List<Long> micros = new ArrayList<>();
            while (micros.size() < WARM + SAMPLES) {
                List<String> names = reader.poll().stream()
                        .map(record ->
                                Codecs.ROUTED.decode(record.value()).alert().name())
                        .toList();
                reader.forget();
                names.forEach(name -> micros.add((System.nanoTime() - sent.getOrDefault(name, 0L)) / 1_000));
            }
            clock.shutdownNow();
            List<Long> sorted =
                    micros.subList(WARM, WARM + SAMPLES).stream().sorted().toList();
            LOG.info(
                    "{} at {}/s, sent to committed: p50 {} ms, p90 {} ms, p99 {} ms, max {} ms",
                    durability,
                    PER_SECOND,
                    at(sorted, 0.5),
                    at(sorted, 0.9),
                    at(sorted, 0.99),
                    at(sorted, 1));
        }
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1_000.0;
    }

    @ParameterizedTest
    @EnumSource
    void throughput(Durability durability) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(
                        EmbeddedKafkaConfig.inFolder(data.resolve("kafka")).withDurability(durability));
                RouterLab lab = new RouterLab(kafka.bootstrapServers(), "")) {
            RouterApp warm = ready(lab.router(data.resolve("router")));
            drain(lab, warm, "warm-up of new alerts", 0);
            for (int round = 1; round <= 2; round++) {
                drain(lab, warm, durability + ", new alerts", round);
                drain(lab, warm, durability + ", duplicates", round);
            }
            assertThat(warm.check()).isNotNull();
        }
    }

    /** Fills the topic while no router runs, then counts from its readiness. */
    private void drain(RouterLab lab, RouterApp running, String what, int round) throws Exception {
        running.close();
        for (int i = 0; i < BACKLOG; i++) {
            var _ = lab.producer.send(
                    lab.record(firing("Alert" + round + "-" + i, "info", "some words of a summary " + i)));
        }
        lab.producer.flush();
        Reader states = lab.reader(lab.topics.state());
        states.toEnd();
        RouterApp app = ready(lab.router(data.resolve("router")));
        long start = System.nanoTime();
        AtomicInteger seen = new AtomicInteger();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread()
                .until(() -> {
                    seen.addAndGet(states.poll().size());
                    states.forget();
                    return seen.get() >= BACKLOG;
                });
        double seconds = (System.nanoTime() - start) / 1e9;
        LOG.info("{}: {} records in {} s, {}/s", what, BACKLOG, seconds, Math.round(BACKLOG / seconds));
        app.close();
    }
}
