@NullMarked
package dev.tocsin.history.reconcile;

import org.jspecify.annotations.NullMarked;
