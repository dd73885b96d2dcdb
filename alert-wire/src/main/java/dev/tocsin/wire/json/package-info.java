/**
 * How the domain looks as JSON in Kafka. The shapes here are a promise to whoever reads the topics: fields may be added,
 * none is renamed; what can't be read by the old rules gets a new version. Knows no topic names.
 */
@NullMarked
package dev.tocsin.wire.json;

import org.jspecify.annotations.NullMarked;
