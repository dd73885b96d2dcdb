/** Wires the router: settings, topics, Kafka Streams, the admin server. The only package that knows everything. */
@NullMarked
package dev.tocsin.router.app;

import org.jspecify.annotations.NullMarked;
