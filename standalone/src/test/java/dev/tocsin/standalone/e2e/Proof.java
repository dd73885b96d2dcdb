package dev.tocsin.standalone.e2e;

/** How large a proof is: the short form runs with the suite, {@code ./tocsin verify --run NAME} is the long one. */
final class Proof {
    /** Whether it was asked for by its name. */
    static final boolean LONG = Boolean.getBoolean("tocsin.long");

    /** What chance begins with. */
    static final long SEED = Long.getLong("tocsin.seed", System.nanoTime());

    private Proof() {}

    /** The property {@code tocsin.<name>}, or what the form has. */
    static int size(String name, int shortForm, int longForm) {
        return Integer.getInteger("tocsin." + name, LONG ? longForm : shortForm);
    }
}
