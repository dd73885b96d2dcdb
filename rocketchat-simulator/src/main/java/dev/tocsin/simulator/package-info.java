/**
 * A faithful stand-in for Rocket.Chat: its webhooks, the part of its REST API that posts messages, its limits, faults on
 * demand, and a page of the channels. It knows nothing of alerts.
 */
@NullMarked
package dev.tocsin.simulator;

import org.jspecify.annotations.NullMarked;
