/**
 * Whether a stretch of time adds up: every record that was accepted, every telling at every receiver, and their order.
 * Pure; what it is fed is read elsewhere.
 */
@NullMarked
package dev.tocsin.history.audit;

import org.jspecify.annotations.NullMarked;
