package dev.tocsin.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.kit.settings.SettingsReader;
import dev.tocsin.wire.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
    private static final Topics DEV = new Topics("dev.");
    private static final long HEAP = 256L << 20;

    private static Settings settings(Map<String, String> environment) {
        return SettingsReader.of(environment).read(IngestSettings.CATALOGUE);
    }

    /** An environment of the words {@code NAME=value}; the names without TOCSIN_INGEST_. */
    private static Settings settings(String words) {
        Map<String, String> environment = new HashMap<>();
        for (String word : words.split(" ", -1)) {
            String[] pair = word.split("=", 2);
            if (pair.length == 2) {
                environment.put("TOCSIN_INGEST_" + pair[0], pair[1]);
            }
        }
        return settings(environment);
    }

    @Test
    void hasDefaultsThatListenOnThisMachineOnly() {
        Settings settings = settings(Map.of());

        assertThat(IngestConfig.problems(settings, HEAP)).isEmpty();
        assertThat(IngestConfig.of(settings, DEV, (short) 3))
                .isEqualTo(new IngestConfig(
                        new ListenAddress("127.0.0.1", 8093),
                        Optional.empty(),
                        IntakeLimits.STANDARD,
                        512,
                        64 << 20,
                        DEV,
                        (short) 3));
    }

    @Test
    void takesEverySetting() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("TOCSIN_INGEST_PORT", "0"),
                Map.entry("TOCSIN_INGEST_HOST", "::"),
                Map.entry("TOCSIN_INGEST_TOKEN", "s3cret"),
                Map.entry("TOCSIN_INGEST_AUTH", "token"),
                Map.entry("TOCSIN_INGEST_MAX_BODY_BYTES", "2048"),
                Map.entry("TOCSIN_INGEST_MAX_ALERTS", "3"),
                Map.entry("TOCSIN_INGEST_MAX_LABELS", "4"),
                Map.entry("TOCSIN_INGEST_MAX_NAME_LENGTH", "5"),
                Map.entry("TOCSIN_INGEST_MAX_VALUE_LENGTH", "6"),
                Map.entry("TOCSIN_INGEST_MAX_REQUESTS", "7"),
                Map.entry("TOCSIN_INGEST_MAX_BYTES", "1048576")));

        assertThat(IngestConfig.problems(settings, HEAP)).isEmpty();
        assertThat(IngestConfig.of(settings, DEV, (short) 3))
                .isEqualTo(new IngestConfig(
                        new ListenAddress("::", 0),
                        Optional.of(Secret.of("s3cret")),
                        new IntakeLimits(2_048, 3, 4, 5, 6),
                        7,
                        1 << 20,
                        DEV,
                        (short) 3));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1",
        "TOKEN=x, 0.0.0.0",
        "AUTH=none, 0.0.0.0",
        "HOST=localhost, localhost",
        "HOST=127.0.0.2, 127.0.0.2",
        "HOST=::1, ::1",
        "HOST=10.0.0.1 TOKEN=x, 10.0.0.1",
        "HOST=10.0.0.1 AUTH=none, 10.0.0.1",
    })
    void listensBeyondThisMachineOnlyWhenThatIsMeant(String words, String host) {
        assertThat(IngestConfig.problems(settings(words), HEAP)).isEmpty();
        assertThat(IngestConfig.of(settings(words), DEV, (short) 3).address().host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HOST=0.0.0.0         | TOCSIN_INGEST_HOST=0.0.0.0: anybody on the network could post, expected TOCSIN_INGEST_TOKEN or TOCSIN_INGEST_AUTH=none as well
            HOST=ingest.internal | TOCSIN_INGEST_HOST=ingest.internal: anybody on the network could post, expected TOCSIN_INGEST_TOKEN or TOCSIN_INGEST_AUTH=none as well
            AUTH=token           | TOCSIN_INGEST_TOKEN: is required by TOCSIN_INGEST_AUTH=token
            AUTH=none TOKEN=x    | TOCSIN_INGEST_AUTH: none contradicts TOCSIN_INGEST_TOKEN, expected only one of the two
            MAX_BYTES=1048576    | TOCSIN_INGEST_MAX_BYTES: expected at least twice TOCSIN_INGEST_MAX_BODY_BYTES
            MAX_BYTES=536870912  | TOCSIN_INGEST_MAX_BYTES: the heap has room for 89478485, expected no more or a larger one (TOCSIN_JAVA_OPTS=-Xmx1537m)
            """)
    void saysWhatContradicts(String words, String problem) {
        assertThat(IngestConfig.problems(settings(words), HEAP))
                .extracting(Object::toString)
                .containsExactly(problem);
    }
}
