/**
 * Tells alerts to Rocket.Chat: what a message looks like, how it is posted and what an answer means
 * (contracts/rocketchat.md). Knows no Kafka and no lanes.
 */
@NullMarked
package dev.tocsin.notifier.rocketchat;

import org.jspecify.annotations.NullMarked;
