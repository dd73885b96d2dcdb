/** What is news: the state of an alert and the pure decision about what just came in. Knows no Kafka. */
@NullMarked
package dev.tocsin.model.decision;

import org.jspecify.annotations.NullMarked;
