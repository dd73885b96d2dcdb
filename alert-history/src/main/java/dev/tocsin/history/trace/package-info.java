/** Collects from the topics what concerns a few alerts, for {@code life} to put together. Moves nobody's offsets. */
@NullMarked
package dev.tocsin.history.trace;

import org.jspecify.annotations.NullMarked;
