/** How long to wait before trying again; must not know what is tried. */
@NullMarked
package dev.tocsin.kit.backoff;

import org.jspecify.annotations.NullMarked;
