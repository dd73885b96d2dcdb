package dev.tocsin.router.app;

import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Routers on a broker, with an installation's own prefix, and what stands around them. */
final class RouterLab implements AutoCloseable {
    final Topics topics;
    final KafkaProducer<byte[], byte[]> producer;
    private final String servers;
    private final List<Runnable> opened = new ArrayList<>();

    RouterLab(String servers, String prefix) {
        this.servers = servers;
        this.topics = new Topics(prefix);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "max.request.size",
                        16 << 20,
                        "linger.ms",
                        0,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A router that is started but perhaps not ready; closed with the lab. */
    RouterApp router(Path stateDir) {
        RouterApp app = new RouterApp(
                new RouterConfig(
                        topics,
                        KafkaSettings.at(servers),
                        TopicSetup.AUTOMATIC,
                        stateDir,
                        Integer.getInteger("router.threads", 1),
                        1,
                        new ListenAddress("127.0.0.1", 0)),
                Policy.standard(),
                CheckResult::ok);
        opened.add(app::close);
        app.start();
        return app;
    }

    static RouterApp ready(RouterApp app) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(app::check, check -> check instanceof CheckResult.Ok);
        return app;
    }

    static Alert firing(String name, String severity) {
        return firing(name, severity, "");
    }

    static Alert firing(String name, String severity, String text) {
        return new Alert(
                Status.FIRING,
                Alert.sorted(Map.of("alertname", name, "severity", severity)),
                Alert.sorted(Map.of("text", text)),
                Instant.now(),
                null,
                "");
    }

    static Alert resolved(Alert alert) {
        return new Alert(
                Status.RESOLVED,
                alert.labels(),
                alert.annotations(),
                alert.startsAt(),
                Instant.now().plusSeconds(1),
                "");
    }

    ProducerRecord<byte[], byte[]> record(Alert alert) {
        ReceivedAlert received = new ReceivedAlert(
                new Identity("test", Fingerprint.of(alert.labels())), alert, "request", Instant.now(), "", false);
        return new ProducerRecord<>(
                topics.received().name(),
                Topic.bytes(received.identity().toString()),
                Codecs.RECEIVED.encode(received));
    }

    void send(Alert alert) {
        send(record(alert));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads committed records from the start. */
    Reader reader(Topic<?>... of) {
        Reader reader = new Reader(servers, of);
        opened.add(reader::close);
        return reader;
    }

    static String get(RouterApp app, String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        opened.reversed().forEach(Runnable::run);
        producer.close(Duration.ofSeconds(1));
    }

    /** What is committed in some topics. */
    static final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

        Reader(String servers, Topic<?>... of) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(of).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(List.of());
        }

        /** All records up to now. */
        List<ConsumerRecord<byte[], byte[]>> poll() {
            consumer.poll(Duration.ofMillis(5)).forEach(read::add);
            return read;
        }

        /** Begins anew with what comes from now on. */
        void toEnd() {
            consumer.seekToEnd(List.of());
            consumer.assignment().forEach(consumer::position);
        }

        /** Drops what was read. */
        void forget() {
            read.clear();
        }

        /** Waits until there are so many records. */
        List<ConsumerRecord<byte[], byte[]>> await(int count) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .pollInSameThread()
                    .until(() -> poll().size() >= count);
            return read;
        }

        List<RoutedAlert> routed(int count) {
            return await(count).stream()
                    .map(record -> Codecs.ROUTED.decode(record.value()))
                    .toList();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
