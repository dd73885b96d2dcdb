@NullMarked
package dev.tocsin.history.reconcile.log;

import org.jspecify.annotations.NullMarked;
