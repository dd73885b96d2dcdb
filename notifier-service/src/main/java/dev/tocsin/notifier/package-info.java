/** Brings alerts to their receivers and keeps trying. */
@NullMarked
package dev.tocsin.notifier;

import org.jspecify.annotations.NullMarked;
