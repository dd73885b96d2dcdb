/** Reads from Kafka what the fates of tellings are made of. Appends nothing and moves nobody's offsets. */
@NullMarked
package dev.tocsin.history.fate.log;

import org.jspecify.annotations.NullMarked;
