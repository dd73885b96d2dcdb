/** The topics, their keys, values and headers, and how they are created and checked. Knows no service. */
@NullMarked
package dev.tocsin.wire.topic;

import org.jspecify.annotations.NullMarked;
