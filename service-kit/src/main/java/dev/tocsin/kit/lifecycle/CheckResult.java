package dev.tocsin.kit.lifecycle;

/** The answer to "does it work?". */
public sealed interface CheckResult {

    /** It works. */
    record Ok() implements CheckResult {}

    /** It does not work, and why, in one sentence for an operator. */
    record Failed(String reason) implements CheckResult {
        /** Refuses a blank reason. */
        public Failed {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason is blank");
            }
        }
    }

    /** Returns the good answer. */
    static CheckResult ok() {
        return new Ok();
    }

    /** Returns the bad answer with its reason. */
    static CheckResult failed(String reason) {
        return new Failed(reason);
    }
}
