/**
 * Tells alerts to Slack's incoming webhooks, and to Mattermost's, which take the same: what a message looks like and what
 * an answer means. Knows no Kafka and no lanes.
 */
@NullMarked
package dev.tocsin.notifier.slack;

import org.jspecify.annotations.NullMarked;
