/** Takes webhooks and writes alerts to Kafka before it says yes. */
@NullMarked
package dev.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
