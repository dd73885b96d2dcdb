/** Feeds the planner of replays from Kafka. Appends nothing and moves nobody's offsets. */
@NullMarked
package dev.tocsin.history.replay.log;

import org.jspecify.annotations.NullMarked;
