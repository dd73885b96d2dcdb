@NullMarked
package dev.tocsin.history.trace;

import org.jspecify.annotations.NullMarked;
