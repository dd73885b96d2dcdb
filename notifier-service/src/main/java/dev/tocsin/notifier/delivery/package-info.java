/**
 * How a lane brings its records to a receiver, as a state machine without threads, clocks or sockets: who drives it says
 * what time it is, carries out what it asks for, and tells it how that ended. Owns the ports {@link
 * dev.tocsin.notifier.delivery.Sender} and {@link dev.tocsin.notifier.delivery.DeliveryLog}. Knows no Kafka and no HTTP.
 */
@NullMarked
package dev.tocsin.notifier.delivery;

import org.jspecify.annotations.NullMarked;
