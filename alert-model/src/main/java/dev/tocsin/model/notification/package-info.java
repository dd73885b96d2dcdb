/** What one receiver shall be told. Knows no markup and no transport. */
@NullMarked
package dev.tocsin.model.notification;

import org.jspecify.annotations.NullMarked;
