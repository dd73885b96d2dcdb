/** Keeps alerts in Kafka: the producer, the breaker before it, and the watch that opens and closes it. Knows no HTTP. */
@NullMarked
package dev.tocsin.ingest.kafka;

import org.jspecify.annotations.NullMarked;
