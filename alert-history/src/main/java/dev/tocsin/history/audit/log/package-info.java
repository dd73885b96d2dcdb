/** Feeds the books of an audit from Kafka. Appends nothing and moves nobody's offsets. */
@NullMarked
package dev.tocsin.history.audit.log;

import org.jspecify.annotations.NullMarked;
