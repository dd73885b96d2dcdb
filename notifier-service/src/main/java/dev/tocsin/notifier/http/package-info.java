/** One call over HTTP, bounded in time and size, and what the lack of an answer means. Used by all senders that post. */
@NullMarked
package dev.tocsin.notifier.http;

import org.jspecify.annotations.NullMarked;
