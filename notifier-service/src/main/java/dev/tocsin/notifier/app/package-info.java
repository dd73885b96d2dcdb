/** Wires the notifier by hand: the only package that knows all others. */
@NullMarked
package dev.tocsin.notifier.app;

import org.jspecify.annotations.NullMarked;
