package dev.tocsin.history.fate.log;

import dev.tocsin.history.fate.Window;
import dev.tocsin.history.fate.Window.Partition;
import dev.tocsin.history.fate.Window.Stretch;
import dev.tocsin.history.log.Extent;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.wire.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where tellings, and what became of them, stand. All that asks throws {@link dev.tocsin.history.log.HistoryException} when
 * the cluster does not answer.
 *
 * @param reader asks, and is not closed
 * @param topics their names
 */
public record TellingLog(LogReader reader, Topics topics) {
    /**
     * Tellings, and what replays wrote among them.
     *
     * @param severities of these; none for all, those that left the configuration too
     */
    public Extent tellings(Set<String> severities, Span span) {
        List<String> names = reader.topics(topics.severityTopics()).stream()
                .filter(topic -> severities.isEmpty()
                        || topics.severityOf(topic).filter(severities::contains).isPresent())
                .toList();
        return reader.extent(names, span);
    }

    /** What became of all that was routed from this moment on. */
    public Extent deliveries(Instant from) {
        return reader.extent(
                List.of(topics.deliveries().name()), Span.since(from).earlier());
    }

    /** What stands parked. */
    public Extent parked() {
        return reader.everything(List.of(topics.parked().name()));
    }

    /** How the alerts are. */
    public Extent states() {
        return reader.everything(List.of(topics.state().name()));
    }

    /** These records as a window. */
    public static Window window(Extent extent) {
        Map<Partition, Stretch> stretches = new HashMap<>();
        extent.ranges()
                .forEach((partition, range) -> stretches.put(
                        new Partition(partition.topic(), partition.partition()),
                        new Stretch(range.from(), range.to())));
        return new Window(stretches);
    }
}
