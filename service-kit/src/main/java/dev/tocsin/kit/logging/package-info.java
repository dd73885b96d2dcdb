/** How log lines look and which are written; must not know who logs. */
@NullMarked
package dev.tocsin.kit.logging;

import org.jspecify.annotations.NullMarked;
