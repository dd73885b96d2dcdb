package dev.tocsin.notifier.rocketchat;

import java.util.List;

/** What is to be seen of a room before anything is posted there. It keeps nobody from starting. */
public sealed interface Preflight {
    /**
     * The server has answered.
     *
     * @param version of Rocket.Chat, or an empty text when it does not say
     * @param account that posts, or an empty text when it is not known
     * @param findings what will keep messages out or slow them down, in sentences; empty when all is well
     */
    record Done(String version, String account, List<String> findings) implements Preflight {
        /** Copies the findings. */
        public Done {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It has not: nothing is known, and asking again may help.
     *
     * @param reason for people
     */
    record Retry(String reason) implements Preflight {}
}
