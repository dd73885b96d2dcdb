@NullMarked
package dev.tocsin.history.audit;

import org.jspecify.annotations.NullMarked;
