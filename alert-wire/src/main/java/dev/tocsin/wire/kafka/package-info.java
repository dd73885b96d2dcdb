/**
 * How the environment configures the clients of Kafka. Knows nothing of topics, of records or of Tocsin's other
 * settings, and opens no connection.
 */
@NullMarked
package dev.tocsin.wire.kafka;

import org.jspecify.annotations.NullMarked;
