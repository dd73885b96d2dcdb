/**
 * How what was found is told as JSON, in one version: the notifier answers it, the commands print it and read it again.
 * Knows no Kafka.
 */
@NullMarked
package dev.tocsin.history.answer;

import org.jspecify.annotations.NullMarked;
