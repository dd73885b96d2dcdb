package dev.tocsin.notifier.delivery;

/** Why a message is told here and now, as far as it is out of the ordinary: the message says so. */
public sealed interface Occasion {
    /** Nothing is out of the ordinary. */
    Occasion USUAL = new Usual();

    /** Nothing is out of the ordinary. */
    record Usual() implements Occasion {}

    /**
     * Another receiver takes no messages.
     *
     * @param receiver that one
     */
    record InsteadOf(String receiver) implements Occasion {}

    /**
     * The receiver was away; this has been told at its fallback meanwhile.
     *
     * @param fallback that one
     */
    record AfterOutage(String fallback) implements Occasion {}
}
