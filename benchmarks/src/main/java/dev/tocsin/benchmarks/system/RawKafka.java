package dev.tocsin.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The same alerts through the same broker with nothing around it: one producer with {@code acks=all}, one consumer. */
final class RawKafka {
    private static final String TOPIC = "peer.raw";
    private static final int PARTITIONS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private RawKafka() {}

    /** Alerts a second, from the producer to the consumer, over this time. */
    static double run(String bootstrap, AlertBodies bodies, Duration time, long window) throws InterruptedException {
        create(bootstrap);
        AtomicLong read = new AtomicLong();
        AtomicLong end = new AtomicLong(Long.MAX_VALUE);
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(bootstrap, reading, read, end));
        if (!reading.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the consumer does not reach Kafka");
        }
        Pace pace = Pace.window(1, window, read::get);
        long start = System.nanoTime();
        long sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            while (System.nanoTime() - start < time.toNanos()) {
                pace.await(sent);
                var _ = producer.send(new ProducerRecord<>(TOPIC, ("" + sent).getBytes(UTF_8), bodies.api(sent, 1)));
                sent++;
            }
        }
        end.set(sent);
        if (!reader.join(LONGEST)) {
            throw new IllegalStateException("the consumer has read " + read + " of " + sent);
        }
        return sent / ((System.nanoTime() - start) / 1e9);
    }

    private static void create(String bootstrap) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("creating " + TOPIC + " failed", e);
        }
    }

    private static void read(String bootstrap, CountDownLatch reading, AtomicLong read, AtomicLong end) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // Only now it is known where the end was.
            partitions.forEach(consumer::position);
            reading.countDown();
            while (read.get() < end.get()) {
                read.addAndGet(consumer.poll(Duration.ofMillis(100)).count());
            }
        }
    }
}
