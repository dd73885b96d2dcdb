/** What was given up and stands in {@code deliveries.parked}, until it is told again or discarded. */
@NullMarked
package dev.tocsin.history.parked;

import org.jspecify.annotations.NullMarked;
