/**
 * Tells alerts to anybody's webhook, in the form in which Alertmanager tells them, signed as Standard Webhooks says. Knows
 * no Kafka and no lanes.
 */
@NullMarked
package dev.tocsin.notifier.webhook;

import org.jspecify.annotations.NullMarked;
