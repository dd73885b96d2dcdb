@NullMarked
package dev.tocsin.history.replay;

import org.jspecify.annotations.NullMarked;
