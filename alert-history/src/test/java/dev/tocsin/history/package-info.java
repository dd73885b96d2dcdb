@NullMarked
package dev.tocsin.history;

import org.jspecify.annotations.NullMarked;
