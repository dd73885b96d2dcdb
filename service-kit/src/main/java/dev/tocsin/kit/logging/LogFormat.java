package dev.tocsin.kit.logging;

/** How log lines look. */
public enum LogFormat {
    /** For people: one line with time, level, logger, message, keys and values. */
    TEXT,
    /** For machines: one JSON object a line, with Logstash's field names. */
    JSON
}
