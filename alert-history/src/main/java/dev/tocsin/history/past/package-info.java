/** What can be asked of the past, and Kafka's answers. Commands and the notifier ask here, so that both say the same. */
@NullMarked
package dev.tocsin.history.past;

import org.jspecify.annotations.NullMarked;
