/** Tells again what a plan has found: one replay at a time, bounded in what waits, and again without telling twice. */
@NullMarked
package dev.tocsin.history.replay.run;

import org.jspecify.annotations.NullMarked;
