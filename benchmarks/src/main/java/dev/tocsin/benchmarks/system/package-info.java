/** Whole services under load, side by side with what else could do the job: one table of what was reached. */
@NullMarked
package dev.tocsin.benchmarks.system;

import org.jspecify.annotations.NullMarked;
