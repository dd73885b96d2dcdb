package dev.tocsin.kit.lifecycle;

import java.util.List;

/** The answer to "does it work?". */
public sealed interface CheckResult {

    /**
     * It works.
     *
     * @param remarks what an operator should know all the same, in sentences
     */
    record Ok(List<String> remarks) implements CheckResult {
        /** Copies the remarks. */
        public Ok {
            remarks = List.copyOf(remarks);
        }

        /** It works, and there is no more to say. */
        public Ok() {
            this(List.of());
        }
    }

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

    /** Returns the good answer with what an operator should know all the same, in sentences. */
    static CheckResult ok(List<String> remarks) {
        return new Ok(remarks);
    }

    /** Returns the bad answer with its reason. */
    static CheckResult failed(String reason) {
        return new Failed(reason);
    }
}
