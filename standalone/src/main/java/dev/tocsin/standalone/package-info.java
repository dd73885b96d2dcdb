/** The {@code tocsin} command: all in one process, each service alone, and what people and scripts need around them. */
@NullMarked
package dev.tocsin.standalone;

import org.jspecify.annotations.NullMarked;
