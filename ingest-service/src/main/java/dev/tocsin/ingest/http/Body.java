package dev.tocsin.ingest.http;

/** What came of reading a body. */
sealed interface Body {
    /** It is here. */
    final class Complete implements Body {
        private final byte[] bytes;

        Complete(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** It is larger than any that is taken. */
    record TooLarge() implements Body {}

    /** There is no room for it now. */
    record NoRoom() implements Body {}

    /** It broke off, or did not arrive in time. */
    record Incomplete() implements Body {}
}
