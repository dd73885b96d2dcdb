/** What a source has and what Tocsin believes, compared. Pure: it knows neither Kafka nor HTTP. */
@NullMarked
package dev.tocsin.history.reconcile;

import org.jspecify.annotations.NullMarked;
