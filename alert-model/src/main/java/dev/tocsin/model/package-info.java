/** The domain of alerts as pure values and decisions. */
@NullMarked
package dev.tocsin.model;

import org.jspecify.annotations.NullMarked;
