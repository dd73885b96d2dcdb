/** What every service needs and knows nothing of alerts. */
@NullMarked
package dev.tocsin.kit;

import org.jspecify.annotations.NullMarked;
