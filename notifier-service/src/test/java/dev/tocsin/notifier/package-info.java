/** Fixtures that the notifier's tests share. */
@NullMarked
package dev.tocsin.notifier;

import org.jspecify.annotations.NullMarked;
