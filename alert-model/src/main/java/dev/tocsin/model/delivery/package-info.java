/** How a telling ended: outcomes, the log of deliveries and what was parked. Knows no transport. */
@NullMarked
package dev.tocsin.model.delivery;

import org.jspecify.annotations.NullMarked;
