/**
 * Which tellings of a past stretch of time were missed, and by whom: a plan of what a replay would tell. Pure; what it
 * is fed is read elsewhere.
 */
@NullMarked
package dev.tocsin.history.replay;

import org.jspecify.annotations.NullMarked;
