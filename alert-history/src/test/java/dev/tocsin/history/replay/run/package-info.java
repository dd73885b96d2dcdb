@NullMarked
package dev.tocsin.history.replay.run;

import org.jspecify.annotations.NullMarked;
