package dev.tocsin.simulator;

import java.time.Instant;
import java.util.List;

/**
 * One call of Rocket.Chat's own paths. Status 0 means that no answer was given; an empty fault that none was applied;
 * {@code stored} are the ids of the messages it left behind.
 */
public record RecordedRequest(Instant at, String method, String path, int status, String fault, List<String> stored) {
    public RecordedRequest {
        stored = List.copyOf(stored);
    }
}
