/** How the domain looks outside: JSON codecs, topics and headers. */
@NullMarked
package dev.tocsin.wire;

import org.jspecify.annotations.NullMarked;
