package dev.tocsin.kit.lifecycle;

/** A component could not be started; those started before it are closed again. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String component, RuntimeException cause) {
        super(component + " could not be started: " + cause.getMessage(), cause);
    }
}
