package dev.tocsin.kit.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;

/** One line per event; what comes from outside cannot start another. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.getInstant(), line);
        line.append(String.format(" %-5s ", event.getLevel())).append(shortName(event.getLoggerName()));
        line.append("  ");
        Printable.append(line, String.valueOf(event.getFormattedMessage()));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> append(line, pair));
        }
        line.append('\n');
        appendTrace(line, event.getThrowableProxy());
        return line.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void append(StringBuilder line, KeyValuePair pair) {
        String value = String.valueOf(pair.value);
        boolean quoted = value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=');
        line.append(' ');
        Printable.append(line, pair.key);
        line.append(quoted ? "=\"" : "=");
        Printable.append(line, quoted ? value.replace("\"", "\\\"") : value);
        line.append(quoted ? "\"" : "");
    }

    /** Every line of a trace is indented, so that a message of an exception cannot pass for a line of its own. */
    private static void appendTrace(StringBuilder line, IThrowableProxy throwable) {
        if (throwable == null) {
            return;
        }
        ThrowableProxyUtil.asString(throwable).lines().forEach(trace -> {
            line.append("    ");
            Printable.append(line, trace.replace("\t", "  "));
            line.append('\n');
        });
    }
}
