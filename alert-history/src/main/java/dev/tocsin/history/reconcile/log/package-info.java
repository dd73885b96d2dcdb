/** Reads {@code alerts.state} for a comparison. Appends nothing and moves nobody's offsets. */
@NullMarked
package dev.tocsin.history.reconcile.log;

import org.jspecify.annotations.NullMarked;
