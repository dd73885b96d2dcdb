/** Reads stretches of topics, as they stand, without moving anybody's offsets. Knows Kafka, and no alert. */
@NullMarked
package dev.tocsin.history.log;

import org.jspecify.annotations.NullMarked;
