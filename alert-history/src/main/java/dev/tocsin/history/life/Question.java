package dev.tocsin.history.life;

import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.wire.policy.LabelText;
import java.util.Map;
import java.util.Optional;

/** Whose life is asked for. */
public sealed interface Question {
    /** Whether this is one of them. */
    boolean asks(ReceivedAlert received);

    /** A text that stands in every record that matches, as it is: what has it not need not be decoded. Possibly empty. */
    String needle();

    /**
     * By fingerprint.
     *
     * @param source where it was told, if that is said
     * @param fingerprint 16 hex digits
     */
    record ByFingerprint(Optional<String> source, Fingerprint fingerprint) implements Question {
        @Override
        public boolean asks(ReceivedAlert received) {
            Identity identity = received.identity();
            return identity.fingerprint().equals(fingerprint)
                    && source.map(identity.source()::equals).orElse(true);
        }

        @Override
        public String needle() {
            return fingerprint.toString();
        }
    }

    /**
     * By labels.
     *
     * @param labels of which the alert has all
     */
    record ByLabels(Map<String, String> labels) implements Question {
        /** Copies. */
        public ByLabels {
            labels = Map.copyOf(labels);
        }

        @Override
        public boolean asks(ReceivedAlert received) {
            return received.alert().labels().entrySet().containsAll(labels.entrySet());
        }

        /** The longest value that JSON writes as it is. */
        @Override
        public String needle() {
            return labels.values().stream()
                    .filter(value -> value.matches("[A-Za-z0-9 ._:-]+"))
                    .reduce("", (longest, next) -> next.length() > longest.length() ? next : longest);
        }
    }

    /**
     * By the HTTP request that brought it.
     *
     * @param id as ingest answered it
     */
    record ByRequest(String id) implements Question {
        @Override
        public boolean asks(ReceivedAlert received) {
            return received.requestId().equals(id);
        }

        @Override
        public String needle() {
            return id.matches("[A-Za-z0-9._:-]+") ? id : "";
        }
    }

    /**
     * Reads a fingerprint (a source and a bar may stand before it), labels or the id of a request.
     *
     * @throws IllegalArgumentException with a sentence that says what to write
     */
    static Question parse(String text) {
        String typed = text.strip();
        if (typed.isEmpty()) {
            throw new IllegalArgumentException("nothing is asked for");
        }
        if (typed.contains("=")) {
            return new ByLabels(LabelText.parse(typed));
        }
        int bar = typed.lastIndexOf('|');
        Optional<Fingerprint> fingerprint = Fingerprint.parse(typed.substring(bar + 1));
        if (fingerprint.isPresent()) {
            return new ByFingerprint(
                    bar < 0 ? Optional.empty() : Optional.of(typed.substring(0, bar)), fingerprint.get());
        }
        if (bar >= 0) {
            throw new IllegalArgumentException("behind the bar stands no fingerprint of 16 hex digits: " + typed);
        }
        return new ByRequest(typed);
    }
}
