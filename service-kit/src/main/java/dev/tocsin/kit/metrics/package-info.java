/** The metrics every process exports; must not know the meters of a service. */
@NullMarked
package dev.tocsin.kit.metrics;

import org.jspecify.annotations.NullMarked;
