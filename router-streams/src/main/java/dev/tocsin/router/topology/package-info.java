/**
 * The router's topology as a value: reads {@code alerts.received}, decides what is news and writes it to the topics of
 * the severities. Knows no broker, no configuration and no metrics library; time comes in from outside.
 */
@NullMarked
package dev.tocsin.router.topology;

import org.jspecify.annotations.NullMarked;
