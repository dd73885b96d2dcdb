package dev.tocsin.notifier.lane;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Kafka} of this JVM: starting one takes longer than most of them. Each has topics behind a
 * prefix of its own, and leaves it running.
 */
public final class SharedKafka implements ParameterResolver {
    private record Shared(File folder, Kafka kafka) implements AutoCloseable {
        static Shared start() {
            try {
                File folder = Files.createTempDirectory("notifier-kafka").toFile();
                return new Shared(folder, new Kafka(folder.toPath()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            kafka.close();
            Utils.delete(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kafka.class;
    }

    @Override
    public Kafka resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedKafka.class))
                .computeIfAbsent(Shared.class, any -> Shared.start(), Shared.class)
                .kafka();
    }
}
