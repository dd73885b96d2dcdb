@NullMarked
package dev.tocsin.history.life;

import org.jspecify.annotations.NullMarked;
