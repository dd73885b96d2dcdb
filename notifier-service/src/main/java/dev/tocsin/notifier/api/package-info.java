/** The delivery API: what was told and given up, over HTTP, and replays of it. Asks the past, and must not know of lanes or senders. */
@NullMarked
package dev.tocsin.notifier.api;

import org.jspecify.annotations.NullMarked;
