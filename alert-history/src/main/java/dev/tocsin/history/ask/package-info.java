/** What people ask of the past: times as they are typed, and which alerts. Pure. */
@NullMarked
package dev.tocsin.history.ask;

import org.jspecify.annotations.NullMarked;
