/**
 * The policy as an operator writes it: reads tocsin.yml with all its problems at once, and explains where an alert
 * goes. Knows nothing of Kafka, of JSON or of how the services reload.
 */
@NullMarked
package dev.tocsin.wire.policy;

import org.jspecify.annotations.NullMarked;
