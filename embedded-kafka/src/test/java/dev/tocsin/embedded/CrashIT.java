package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    @TempDir
    Path dir;

    @Test
    void keepsWhatWasAcknowledgedWhenItsProcessIsKilled() throws Exception {
        EmbeddedKafkaConfig config = EmbeddedKafkaConfig.inFolder(dir);
        String[] values = IntStream.range(0, 100).mapToObj(i -> "value " + i).toArray(String[]::new);
        Process process = BrokerProcess.start(dir);
        try (BufferedReader output = process.inputReader()) {
            KafkaUser user = new KafkaUser(output.readLine());
            user.createTopic("kept");
            user.produce("kept", values);

            assertThatExceptionOfType(EmbeddedKafkaException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(config))
                    .withMessageContaining("is in use by process " + process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(config)) {
            assertThat(new KafkaUser(kafka.bootstrapServers()).read("kept", values.length))
                    .isEqualTo(List.of(values));
        }
    }
}
