/**
 * A real single-node Kafka in this JVM: broker and controller in one, data kept in a folder.
 *
 * <p>It turns what Kafka answers with a stack trace or a halted JVM into one sentence that says what to change. It knows
 * nothing of alerts, topics or whoever starts it.
 */
@NullMarked
package dev.tocsin.embedded;

import org.jspecify.annotations.NullMarked;
