/**
 * Reads the severity topics for one receiver and drives its lanes: one consumer, one thread, commits by nobody else.
 * Knows Kafka; knows no transport.
 */
@NullMarked
package dev.tocsin.notifier.lane;

import org.jspecify.annotations.NullMarked;
