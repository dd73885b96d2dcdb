package dev.tocsin.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import dev.tocsin.kit.settings.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private final LoggerContext context = new LoggerContext();

    LoggingTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void writesOneLineWithKeysAndValues() {
        String line = text(event("Delivered", null, new KeyValuePair("receiver", "team a"), new KeyValuePair("n", 3)));

        assertThat(line).isEqualTo("2026-11-21T01:02:03.004Z INFO  Lane  Delivered receiver=\"team a\" n=3\n");
    }

    @Test
    void letsNothingFromOutsideStartALine() {
        String evil = "x\n2026 ERROR fake\r\u001b[31m\u202e\u2028";

        String line = text(event(evil, null, new KeyValuePair("k\ney", evil)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains("x\\n2026 ERROR fake\\r\\u001b[31m\\u202e\\u2028")
                .contains("k\\ney=\"x\\n2026");
    }

    @Test
    void indentsTracesSoThatTheirMessagesCannotPassForLines() {
        String text = text(event("Failed", new IllegalStateException("x\n2026 ERROR fake")));

        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text).contains("at dev.tocsin.kit.logging.LoggingTest");
    }

    @Test
    void leavesOutWhatKafkaIsMistakenAbout() {
        Logging.configure(context, LogFormat.TEXT, Level.TRACE);

        assertThat(context.getLogger("org.apache.kafka.controller.EventPerformanceMonitor")
                        .isErrorEnabled())
                .isFalse();
        assertThat(context.getLogger("org.apache.kafka.controller").isWarnEnabled())
                .isTrue();
    }

    @Test
    void writesJsonWithKeysAndValues() {
        String line = encode(LogFormat.JSON, event("Delivered\n", null, new KeyValuePair("receiver", "a\nb")));

        JsonNode json = new JsonMapper().readTree(line);
        assertThat(line.lines()).hasSize(1);
        assertThat(json.get("message").asString()).isEqualTo("Delivered\n");
        assertThat(json.get("receiver").asString()).isEqualTo("a\nb");
        assertThat(json.get("level").asString()).isEqualTo("INFO");
    }

    @Test
    void keepsLibrariesQuiet() {
        Logging.configure(context, LogFormat.TEXT, Level.DEBUG);

        assertThat(context.getLogger("dev.tocsin.router").isDebugEnabled()).isTrue();
        assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").isInfoEnabled())
                .isFalse();
        assertThat(context.getLogger("kafka.server.KafkaServer").isWarnEnabled())
                .isTrue();

        Logging.configure(context, LogFormat.JSON, Level.ERROR);

        assertThat(context.getLogger("org.apache.kafka.clients").isWarnEnabled())
                .isFalse();
    }

    @Test
    void isQuietBeforeItIsConfigured() {
        assertThat(LoggerFactory.getLogger("org.apache.kafka.x").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("dev.tocsin.x").isDebugEnabled()).isFalse();
    }

    @Test
    void followsTheSettingsAndTakesJavasOwnLogAlong() {
        Logging.configure(SettingsReader.of(Map.of("TOCSIN_LOG_LEVEL", "warn", "TOCSIN_LOG_FORMAT", "json"))
                .read(Logging.CATALOGUE));
        try {
            Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

            assertThat(root.getLevel()).isEqualTo(ch.qos.logback.classic.Level.WARN);
            assertThat(java.util.logging.Logger.getLogger("").getHandlers()).hasSize(1);
        } finally {
            Logging.configure(LogFormat.TEXT, Level.INFO);
        }
    }

    private String text(ILoggingEvent event) {
        return encode(LogFormat.TEXT, event);
    }

    private String encode(LogFormat format, ILoggingEvent event) {
        Encoder<ILoggingEvent> encoder = Logging.encoder(format, context);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, @Nullable Throwable cause, KeyValuePair... pairs) {
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("dev.tocsin.notifier.Lane"),
                ch.qos.logback.classic.Level.INFO,
                message,
                cause,
                null);
        event.setInstant(Instant.parse("2026-11-21T01:02:03.004Z"));
        event.setKeyValuePairs(Arrays.asList(pairs));
        return event;
    }
}
