package dev.tocsin.history.replay.run;

/** A replay of this id was begun with other words. */
public final class OtherWordsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Takes a sentence that says which. */
    public OtherWordsException(String message) {
        super(message);
    }
}
