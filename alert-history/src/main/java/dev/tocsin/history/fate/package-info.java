/** What became of the tellings of a window, at each receiver: a bit per record. Pure; what it is fed is read elsewhere. */
@NullMarked
package dev.tocsin.history.fate;

import org.jspecify.annotations.NullMarked;
