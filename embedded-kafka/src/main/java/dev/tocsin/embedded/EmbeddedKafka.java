package dev.tocsin.embedded;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running single-node Kafka: started by {@link #start}, asked by {@link #check}, ended by {@link #close}. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** A clean stop takes half a second; the rest is for a slow disk. */
    private static final long CLOSE_SECONDS = 4;

    private final DataFolder folder;
    private final String bootstrapServers;
    private final String clusterId;
    private final ThreadGroup threads = new ThreadGroup("embedded-kafka");
    /** Daemons: a broker that does not stop must not keep the JVM. */
    private final ExecutorService ownThreads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().group(threads).name("embedded-kafka").daemon().factory());

    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile @Nullable SingleNode server;

    private EmbeddedKafka(DataFolder folder, String bootstrapServers, String clusterId) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.clusterId = clusterId;
    }

    /** Starts a broker and answers when clients can use it; its data is what the folder held before. */
    public static EmbeddedKafka start(EmbeddedKafkaConfig config) {
        return start(config, _ -> {});
    }

    /**
     * Starts a broker and answers when clients can use it.
     *
     * @param onFailure called once, on a thread of the broker, if it later fails by itself (a full disk, a lost folder);
     *     the sentence is the one that {@link #check} answers from then on
     */
    public static EmbeddedKafka start(EmbeddedKafkaConfig config, Consumer<String> onFailure) {
        DataFolder folder = DataFolder.open(config.dataDir());
        EmbeddedKafka kafka;
        try (Ports ports = choosePorts(config, folder)) {
            kafka = formatted(config, folder, ports);
            kafka.startServer(config, ports);
        }
        var _ = kafka.failure.thenAccept(sentence -> kafka.ownThreads.execute(() -> kafka.giveUp(sentence, onFailure)));
        return kafka;
    }

    private static Ports choosePorts(EmbeddedKafkaConfig config, DataFolder folder) {
        try {
            return Ports.choose(config);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedKafka formatted(EmbeddedKafkaConfig config, DataFolder folder, Ports ports) {
        try {
            return new EmbeddedKafka(folder, BrokerSettings.address(config.host(), ports.broker()), folder.format());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The cluster id, made at the first start and kept in the folder. */
    public String clusterId() {
        return clusterId;
    }

    /** Why this broker can no longer serve, in a sentence; empty while it can. */
    public Optional<String> check() {
        if (failure.isDone()) {
            return Optional.of(failure.join());
        }
        return stopping.get() ? Optional.of("The embedded Kafka was closed.") : Optional.empty();
    }

    /** Stops the broker and frees its ports and folder; returns within five seconds whatever state it is in. */
    @Override
    public void close() {
        stop();
        try {
            if (!stopped.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.atWarn()
                        .addKeyValue("bootstrapServers", bootstrapServers)
                        .log("The embedded Kafka is still stopping: its folder stays locked until it has");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startServer(EmbeddedKafkaConfig config, Ports ports) {
        HaltGuard.watch(threads, this::fail);
        Future<?> startup = ownThreads.submit(() -> {
            SingleNode created = new SingleNode(BrokerSettings.of(config, ports), ports);
            server = created;
            created.start();
            return created;
        });
        // Once a part of the broker has halted, the start would wait for it for ever.
        var _ = failure.thenRun(() -> startup.cancel(true));
        try {
            startup.get();
        } catch (InterruptedException e) {
            startup.cancel(true);
            throw abandoned("The start of the embedded Kafka was interrupted.", e);
        } catch (CancellationException e) {
            throw abandoned(failure.join(), e);
        } catch (ExecutionException e) {
            throw abandoned(folder.fault().orElseGet(() -> notStarted(e)), e);
        }
    }

    private EmbeddedKafkaException abandoned(String sentence, Exception cause) {
        close();
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new EmbeddedKafkaException(sentence, cause);
    }

    private static String notStarted(ExecutionException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The embedded Kafka did not start: " + root.getMessage();
    }

    private void fail() {
        if (!stopping.get()) {
            failure.complete(folder.fault()
                    .orElse("The embedded Kafka stopped itself: see Kafka's error in the log, then start again."));
        }
    }

    private void giveUp(String sentence, Consumer<String> onFailure) {
        log.atError().addKeyValue("bootstrapServers", bootstrapServers).log(sentence);
        try {
            onFailure.accept(sentence);
        } finally {
            stop();
        }
    }

    private void stop() {
        if (stopping.compareAndSet(false, true)) {
            ownThreads.execute(this::stopServer);
        }
    }

    private void skipGoodbyeAfterFailure() {
        if (failure.isDone()) {
            // Kafka first asks its controller for leave to go, and waits five minutes for one that has failed.
            // That wait comes first, and all that an interrupt does is to end it.
            Thread.currentThread().interrupt();
        }
    }

    private void stopServer() {
        try {
            SingleNode started = server;
            if (started != null) {
                skipGoodbyeAfterFailure();
                started.stop();
            }
        } finally {
            HaltGuard.forget(threads);
            folder.close();
            stopped.countDown();
        }
    }
}
