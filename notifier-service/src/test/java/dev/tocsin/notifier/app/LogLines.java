package dev.tocsin.notifier.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What a class logs until this is closed. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    static LogLines of(Class<?> type) {
        LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(type));
        lines.start();
        lines.logger.addAppender(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** The values of this key, in the order of the lines. */
    List<String> values(String key) {
        return events.stream()
                .flatMap(event -> event.getKeyValuePairs() == null ? Stream.of() : event.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals(key))
                .map(pair -> Objects.toString(pair.value))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
