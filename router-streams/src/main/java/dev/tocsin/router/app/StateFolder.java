package dev.tocsin.router.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.StreamsException;

/** Says in a sentence why a folder can't hold the stores. */
final class StateFolder {
    private StateFolder() {}

    /**
     * Creates the folder if it is missing.
     *
     * @throws IllegalStateException when nothing can be written there
     */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".test"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the state folder " + folder + " can't be written (" + e + "); point "
                            + RouterConfig.STATE_DIR.name() + " to one that can",
                    e);
        }
    }

    /** What to tell of a failure; Kafka Streams notices by itself that two routers share a folder. */
    static String explained(Path folder, StreamsException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Unable to initialize state")
                ? "the state folder " + folder + " is in use by another router; each needs its own "
                        + RouterConfig.STATE_DIR.name()
                : message;
    }
}
