/** Tocsin beside software in containers that other people ship. */
@NullMarked
package dev.tocsin.standalone.containers;

import org.jspecify.annotations.NullMarked;
