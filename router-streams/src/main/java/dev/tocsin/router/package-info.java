/** Decides what is news and routes it into severity topics. */
@NullMarked
package dev.tocsin.router;

import org.jspecify.annotations.NullMarked;
