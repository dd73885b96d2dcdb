@NullMarked
package dev.tocsin.history.audit.log;

import org.jspecify.annotations.NullMarked;
