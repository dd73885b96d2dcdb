package dev.tocsin.model.route;

/** A secret that a receiver needs, as the file of policy gives it. */
public sealed interface Credential {
    /**
     * It stands in the file of policy itself.
     *
     * @param text the secret
     */
    record Inline(String text) implements Credential {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Inline[***]";
        }
    }

    /**
     * It stands in a file of its own.
     *
     * @param path of the file
     */
    record InFile(String path) implements Credential {}
}
