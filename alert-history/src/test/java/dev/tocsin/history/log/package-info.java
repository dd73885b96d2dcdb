@NullMarked
package dev.tocsin.history.log;

import org.jspecify.annotations.NullMarked;
