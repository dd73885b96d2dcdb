package dev.tocsin.notifier.text.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What templates may contain besides what the sandbox knows.
 *
 * @param blocks the names of the blocks that are put out
 * @param filters by name
 */
public record Rules(Set<String> blocks, Map<String, TextFilter> filters) {
    /** Copies both. */
    public Rules {
        blocks = Set.copyOf(blocks);
        filters = Map.copyOf(filters);
    }

    /** The names of all filters that a template may use. */
    public Set<String> filterNames() {
        return Stream.concat(SandboxExtension.FILTERS.stream(), filters.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
