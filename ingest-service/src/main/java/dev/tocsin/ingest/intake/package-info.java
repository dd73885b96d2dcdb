/**
 * Turns a webhook body into records and answers what became of them: decode, validate, then write all or nothing. Knows
 * neither HTTP nor Kafka: where alerts are kept is behind {@link dev.tocsin.ingest.intake.AlertLog}.
 */
@NullMarked
package dev.tocsin.ingest.intake;

import org.jspecify.annotations.NullMarked;
