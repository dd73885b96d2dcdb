package dev.tocsin.standalone;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.EmbeddedKafkaConfig;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.lifecycle.StopCause;
import dev.tocsin.kit.lifecycle.StopSignal;
import dev.tocsin.kit.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded Kafka as a part of a process; when it fails for good, the process ends and says why. */
final class EmbeddedBroker implements Component {
    private final EmbeddedKafkaConfig config;
    private final StopSignal stop;
    /** Guarded by this. */
    private @Nullable EmbeddedKafka kafka;

    EmbeddedBroker(EmbeddedKafkaConfig config, StopSignal stop) {
        this.config = config;
        this.stop = stop;
    }

    /**
     * What the settings say; a free port is chosen now, so that others can be told.
     *
     * @throws WrongUsageException if the folder or the address is none that Kafka can use
     */
    static EmbeddedKafkaConfig config(Settings settings, Path folder) {
        int port = settings.get(Launch.Own.BROKER_PORT);
        try {
            return EmbeddedKafkaConfig.inFolder(folder.toAbsolutePath().normalize())
                    .withHost(settings.get(Launch.Own.BROKER_HOST))
                    .withPort(port == 0 ? Ports.free() : port);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("the embedded Kafka: " + e.getMessage());
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public synchronized void start() {
        kafka = EmbeddedKafka.start(config, reason -> stop.set(new StopCause.Broken(reason)));
    }

    @Override
    public synchronized CheckResult check() {
        return kafka == null
                ? CheckResult.failed("not started")
                : kafka.check().map(CheckResult::failed).orElseGet(CheckResult::ok);
    }

    @Override
    public synchronized void close() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
