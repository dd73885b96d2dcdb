/** Starting, asking and closing the parts of a process; must not know what the parts do. */
@NullMarked
package dev.tocsin.kit.lifecycle;

import org.jspecify.annotations.NullMarked;
