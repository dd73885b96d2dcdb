package dev.tocsin.kit.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.Kind;
import dev.tocsin.kit.settings.Setting;
import dev.tocsin.kit.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/** Sets the log of the process up: to standard error, in one format, without the chatter of libraries. */
public final class Logging {
    /** How log lines look. */
    public static final Setting<LogFormat> FORMAT = Setting.of(
            "TOCSIN_LOG_FORMAT", Kind.choice(LogFormat.class), LogFormat.TEXT, "How log lines look, on standard error");
    /** From which level on is logged. */
    public static final Setting<Level> LEVEL =
            Setting.of("TOCSIN_LOG_LEVEL", Kind.choice(Level.class), Level.INFO, "The least level that is logged");
    /** The settings of the log. */
    public static final Catalogue CATALOGUE = Catalogue.of("Logging", FORMAT, LEVEL);

    /** Libraries that say at INFO what only their authors need; a level above WARN silences them further. */
    private static final List<String> CHATTY = List.of(
            "org.apache.kafka", "kafka", "state.change.logger", "org.eclipse.jetty", "io.javalin", "org.rocksdb");

    /** What warns of things that happen in ordinary operation, are retried and show in readiness or metrics anyway. */
    private static final List<String> CRYING_WOLF = List.of(
            "kafka.server.DefaultAutoTopicCreationManager",
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.clients.producer.internals.Sender",
            "org.apache.kafka.controller.QuorumController",
            "org.apache.kafka.streams.StreamsConfig",
            "org.apache.kafka.streams.processor.internals.StateDirectory",
            "org.apache.kafka.streams.processor.internals.assignment");

    /**
     * What speaks of things that are not so: a single broker's controller has its clock put forward (ADR 16), and what was
     * under way meanwhile looks slow to it.
     */
    private static final List<String> MISTAKEN = List.of("org.apache.kafka.controller.EventPerformanceMonitor");

    private Logging() {}

    /** Sets the log up as the settings say. */
    public static void configure(Settings settings) {
        configure(settings.get(FORMAT), settings.get(LEVEL));
    }

    /** Sets the log up; what was set up before is replaced. */
    public static void configure(LogFormat format, Level level) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), format, level);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    static void configure(LoggerContext context, LogFormat format, Level level) {
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
        Level least = level.toInt() > Level.WARN.toInt() ? level : Level.WARN;
        quieten(context, CHATTY, ch.qos.logback.classic.Level.convertAnSLF4JLevel(least));
        quieten(context, CRYING_WOLF, ch.qos.logback.classic.Level.ERROR);
        quieten(context, MISTAKEN, ch.qos.logback.classic.Level.OFF);
    }

    private static void quieten(LoggerContext context, List<String> loggers, ch.qos.logback.classic.Level level) {
        loggers.forEach(name -> context.getLogger(name).setLevel(level));
    }

    static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> text(context);
            case JSON -> new LogstashEncoder();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        TextLayout layout = new TextLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        return encoder;
    }
}
