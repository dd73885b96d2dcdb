package dev.tocsin.kit.lifecycle;

/** Why a process shall stop. */
public sealed interface StopCause {

    /** Somebody asked for it, by a signal or a command. */
    record Requested(String by) implements StopCause {}

    /** It cannot do its work any more. */
    record Broken(String reason) implements StopCause {}
}
