/**
 * What the router remembers, in stores that Kafka Streams keeps on disk and in changelog topics: the state of every
 * alert, when its time is over, and the totals of guarantee 2. Knows no policy and no topic. Everything here belongs to
 * one task and is used on its stream thread only.
 */
@NullMarked
package dev.tocsin.router.store;

import org.jspecify.annotations.NullMarked;
