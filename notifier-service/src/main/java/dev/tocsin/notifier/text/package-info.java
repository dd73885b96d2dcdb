/**
 * What a message says, in the shape that all chat systems share: a first line, then blocks. Knows the domain alone.
 */
@NullMarked
package dev.tocsin.notifier.text;

import org.jspecify.annotations.NullMarked;
