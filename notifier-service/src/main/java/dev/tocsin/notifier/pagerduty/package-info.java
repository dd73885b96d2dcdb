/** Tells alerts to PagerDuty's Events API v2, an event for each. Knows no Kafka and no lanes. */
@NullMarked
package dev.tocsin.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
