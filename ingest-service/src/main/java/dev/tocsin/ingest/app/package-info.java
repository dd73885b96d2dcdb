/** Wires ingest by hand: its settings, and the graph of its parts. The one package that knows all the others. */
@NullMarked
package dev.tocsin.ingest.app;

import org.jspecify.annotations.NullMarked;
