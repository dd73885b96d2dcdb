/** The tocsin command. */
@NullMarked
package dev.tocsin.standalone;

import org.jspecify.annotations.NullMarked;
