package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.delivery.Limiter;

/**
 * The limiters of the routes that a sender uses: Rocket.Chat counts each route for itself.
 *
 * @param send of chat.sendMessage; whoever calls the sender has its slot
 * @param lookUp of chat.getMessage; the sender asks for slots itself
 */
public record RestLimits(Limiter send, Limiter lookUp) {}
