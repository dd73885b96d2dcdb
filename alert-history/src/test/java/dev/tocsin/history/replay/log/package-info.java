@NullMarked
package dev.tocsin.history.replay.log;

import org.jspecify.annotations.NullMarked;
