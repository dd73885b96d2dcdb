@NullMarked
package dev.tocsin.history.ask;

import org.jspecify.annotations.NullMarked;
