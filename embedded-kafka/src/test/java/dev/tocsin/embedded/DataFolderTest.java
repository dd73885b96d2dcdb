package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    @TempDir
    Path dir;

    @Test
    void keepsItsClusterIdOnceFormatted() {
        Path fresh = dir.resolve("a/b");
        String first = format(fresh);

        assertThat(first).isNotBlank();
        assertThat(format(fresh)).isEqualTo(first);
    }

    @Test
    void finishesAFirstStartThatCrashed() throws Exception {
        format(dir);
        Files.delete(dir.resolve("meta.properties"));

        assertThat(format(dir)).isNotBlank();
    }

    @Test
    void saysWhichProcessHoldsTheFolder() {
        try (DataFolder held = DataFolder.open(dir)) {
            assertRefused("The data folder %s is in use by process %d: stop that one, or choose another folder."
                    .formatted(dir, ProcessHandle.current().pid()));
            assertThat(held.fault()).isEmpty();
        }
        assertThat(format(dir)).isNotBlank();
    }

    @Test
    void leavesAForeignFolderAsItIs() throws Exception {
        Files.writeString(dir.resolve("letters.txt"), "Dear all");

        assertRefused("The data folder %s holds something else (such as letters.txt): choose an empty or a new folder."
                .formatted(dir));
        assertThat(dir.toFile().list()).containsExactly("letters.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version=1\ncluster.id=abc\nnode.id=7\n",
                "version=1\ncluster.id=abc\n",
                "node.id=x\nversion=1\n",
                "version=9\n"
            })
    void refusesTheFolderOfAnotherNode(String metaProperties) throws Exception {
        Files.writeString(dir.resolve("meta.properties"), metaProperties);

        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> DataFolder.open(dir))
                .withMessageStartingWith("The data folder %s belongs to another Kafka node (meta.properties", dir)
                .withMessageEndingWith("): choose another folder.");
    }

    @Test
    void refusesTheFolderOfANewerKafka() throws Exception {
        for (int level : List.of(999, (int) MetadataVersion.latestTesting().featureLevel())) {
            format(dir);
            ApiMessageAndVersion newer = new ApiMessageAndVersion(
                    new FeatureLevelRecord()
                            .setName(MetadataVersion.FEATURE_NAME)
                            .setFeatureLevel((short) level),
                    (short) 0);
            new BootstrapDirectory(dir.toString())
                    .writeBinaryFile(BootstrapMetadata.fromRecords(List.of(newer), "test"));

            assertRefused(
                    "The data folder %s was written by a newer Kafka, and Kafka has no way back: start the newer version, or choose another folder."
                            .formatted(dir));
            Files.delete(dir.resolve("meta.properties"));
        }
    }

    @Test
    void saysWhatStandsInTheWay() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "not a folder");
        for (Path path : List.of(file, file.resolve("data"))) {
            assertThatExceptionOfType(EmbeddedKafkaException.class)
                    .isThrownBy(() -> DataFolder.open(path))
                    .withMessageMatching("The data folder " + path + " cannot be used \\(.+\\): make it a folder that "
                            + "this user may write to, or choose another one\\.");
        }
    }

    @Test
    void refusesAFullDisk() {
        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> DataFolder.requireSpace(dir, (32L << 20) - 1))
                .withMessage(
                        "The disk of the data folder %s is full (31 MiB free, at least 32 needed): make room, then start again.",
                        dir);
    }

    @Test
    void noticesThatItCanNoLongerWrite() throws Exception {
        try (DataFolder folder = DataFolder.open(dir)) {
            Files.createDirectory(dir.resolve(DataFolder.PROBE_FILE));

            assertThat(folder.fault().orElseThrow())
                    .startsWith("The data folder " + dir + " can no longer be written (")
                    .endsWith("): repair it, then start again.");
        }
    }

    @Test
    void noticesThatItWasMovedAndMadeAgain() throws Exception {
        Path lost = dir.resolve("lost");
        try (DataFolder folder = DataFolder.open(lost)) {
            Files.move(lost, dir.resolve("moved"));
            Files.createDirectory(lost);

            assertThat(folder.fault())
                    .contains("The data folder %s was moved or emptied while in use: put it back, then start again."
                            .formatted(lost));
        }
    }

    private static String format(Path path) {
        try (DataFolder folder = DataFolder.open(path)) {
            return folder.format();
        }
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> DataFolder.open(dir))
                .withMessage(sentence);
    }
}
