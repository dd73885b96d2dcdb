@NullMarked
package dev.tocsin.history.parked;

import org.jspecify.annotations.NullMarked;
