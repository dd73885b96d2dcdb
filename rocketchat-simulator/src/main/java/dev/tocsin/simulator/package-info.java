/** A faithful stand-in for Rocket.Chat with faults and a page of the channels. */
@NullMarked
package dev.tocsin.simulator;

import org.jspecify.annotations.NullMarked;
