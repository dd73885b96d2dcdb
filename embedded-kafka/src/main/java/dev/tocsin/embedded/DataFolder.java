package dev.tocsin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** The folder of one broker: held by one process at a time, formatted once, never taken from somebody else. */
final class DataFolder implements AutoCloseable {

    /** Less is refused at the start: Kafka would fail on its first files, and half-made ones are hard to explain. */
    static final long MIN_FREE_BYTES = 32L << 20;

    static final String LOCK_FILE = "embedded-kafka.lock";
    static final String PROBE_FILE = "embedded-kafka.probe";

    private static final String META_PROPERTIES = MetaPropertiesEnsemble.META_PROPERTIES_NAME;
    private static final String BOOTSTRAP = BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME;

    /** What a crash in the middle of the very first start may leave behind. */
    private static final Set<String> LEFT_BY_FIRST_START =
            Set.of(LOCK_FILE, BOOTSTRAP, BOOTSTRAP + ".tmp", META_PROPERTIES + ".tmp");

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder for this process, or says why that cannot be. */
    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            // Looked at before the first write, so that a folder of somebody else stays untouched.
            requireOwn(path);
            return new DataFolder(path, lock(path));
        } catch (IOException e) {
            throw new EmbeddedKafkaException(
                    "The data folder %s cannot be used (%s): make it a folder that this user may write to, or choose another one."
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /** Formats the folder unless that was done before; answers the cluster id. */
    String format() {
        try {
            requireSpace(path, freeBytes());
            if (!Files.exists(path.resolve(META_PROPERTIES))) {
                writeFormat();
            }
            return readMetaProperties(path).clusterId().orElseThrow();
        } catch (EmbeddedKafkaException e) {
            throw e;
        } catch (Exception e) { // Formatter.run() declares Exception
            throw new EmbeddedKafkaException(
                    "The data folder %s cannot be formatted (%s): empty it, or choose another one."
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /** What is wrong with the folder now, if anything. */
    Optional<String> fault() {
        // Kafka makes a folder that is gone again, empty: being able to write to it is not enough.
        if (!Files.exists(path.resolve(LOCK_FILE))) {
            return Optional.of("The data folder %s was moved or emptied while in use: put it back, then start again."
                    .formatted(path));
        }
        try {
            if (freeBytes() < MIN_FREE_BYTES) {
                return Optional.of(full(path, freeBytes()));
            }
            Path probe = path.resolve(PROBE_FILE);
            Files.write(probe, new byte[1]);
            Files.delete(probe);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The data folder %s can no longer be written (%s): repair it, then start again."
                    .formatted(path, reason(e)));
        }
    }

    @Override
    public void close() {
        try {
            // The file stays: deleting it could take the lock away from whoever has just opened it.
            lockFile.close();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("The lock of %s cannot be released: %s".formatted(path, reason(e)), e);
        }
    }

    static void requireSpace(Path path, long freeBytes) {
        if (freeBytes < MIN_FREE_BYTES) {
            throw new EmbeddedKafkaException(full(path, freeBytes));
        }
    }

    private static String full(Path path, long freeBytes) {
        return "The disk of the data folder %s is full (%d MiB free, at least %d needed): make room, then start again."
                .formatted(path, freeBytes >> 20, MIN_FREE_BYTES >> 20);
    }

    private long freeBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    private static void requireOwn(Path path) throws IOException {
        if (Files.exists(path.resolve(META_PROPERTIES))) {
            requireOwnNode(path);
            requireKnownVersion(path);
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            Optional<Path> foreign = files.filter(file ->
                            !LEFT_BY_FIRST_START.contains(file.getFileName().toString()))
                    .sorted()
                    .findFirst();
            if (foreign.isPresent()) {
                throw new EmbeddedKafkaException(
                        "The data folder %s holds something else (such as %s): choose an empty or a new folder."
                                .formatted(path, foreign.get().getFileName()));
            }
        }
    }

    private static void requireOwnNode(Path path) throws IOException {
        String found;
        try {
            MetaProperties properties = readMetaProperties(path);
            if (properties.nodeId().orElse(-1) == BrokerSettings.NODE_ID
                    && properties.clusterId().isPresent()) {
                return;
            }
            found = properties.toString();
        } catch (RuntimeException e) { // what MetaProperties throws on text that it does not understand
            found = reason(e);
        }
        throw new EmbeddedKafkaException(
                "The data folder %s belongs to another Kafka node (%s in it says %s): choose another folder."
                        .formatted(path, META_PROPERTIES, found));
    }

    private static void requireKnownVersion(Path path) {
        try {
            if (new BootstrapDirectory(path.toString()).read().metadataVersion().isProduction()) {
                return;
            }
        } catch (Exception e) { // read() declares Exception
            throw newerKafka(path, e);
        }
        throw newerKafka(path, null);
    }

    private static EmbeddedKafkaException newerKafka(Path path, @Nullable Exception e) {
        return new EmbeddedKafkaException(
                "The data folder %s was written by a newer Kafka, and Kafka has no way back: start the newer version, or choose another folder."
                        .formatted(path),
                e);
    }

    private static MetaProperties readMetaProperties(Path path) throws IOException {
        return new MetaProperties.Builder(PropertiesUtils.readPropertiesFile(
                        path.resolve(META_PROPERTIES).toString()))
                .build();
    }

    private void writeFormat() throws Exception {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(path.toString())
                    .setMetadataLogDirectory(path.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setPrintStream(quiet)
                    .run();
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(file)) {
            String holder = read(file);
            file.close();
            throw new EmbeddedKafkaException(
                    "The data folder %s is in use by process %s: stop that one, or choose another folder."
                            .formatted(path, holder));
        }
        write(file, Long.toString(ProcessHandle.current().pid()));
        return file;
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            // One byte far behind the text: where locks are mandatory, others can still read who holds it.
            FileLock lock = file.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        file.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "(unknown)" : pid;
    }

    private static void write(FileChannel file, String pid) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
