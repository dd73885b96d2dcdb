/** How alert sources reach us: routes, authorization, reading the body, and answers. Knows no Kafka. */
@NullMarked
package dev.tocsin.ingest.http;

import org.jspecify.annotations.NullMarked;
