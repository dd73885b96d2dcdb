package dev.tocsin.wire.json;

/** The shape of a value in a topic. */
interface Versioned {
    /** What is written now. */
    int VERSION = 1;

    /** The version of the shape. */
    Integer v();
}
