package dev.tocsin.notifier.app;

import dev.tocsin.wire.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumer groups of receivers that have left the configuration: whatever still waits there is read by nobody
 * (hazards.md A10). One thread looks.
 */
final class ForsakenGroups {
    private static final Logger log = LoggerFactory.getLogger(ForsakenGroups.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final String prefix;
    private volatile Set<String> known = Set.of();

    ForsakenGroups(Admin admin, Topics topics, MeterRegistry registry) {
        this.admin = admin;
        this.prefix = topics.receiverGroups();
        Gauge.builder("tocsin.notifier.forsaken.groups", () -> known.size())
                .description("consumer groups of receivers that are not in the configuration")
                .register(registry);
    }

    /** Looks for groups of other receivers than these, and says so of each once. */
    void look(Set<String> receivers) throws InterruptedException {
        try {
            Set<String> found = admin.listGroups().all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(GroupListing::groupId)
                    .filter(group -> group.startsWith(prefix))
                    .map(group -> group.substring(prefix.length()))
                    .filter(receiver -> !receivers.contains(receiver))
                    .collect(Collectors.toCollection(TreeSet::new));
            found.stream()
                    .filter(receiver -> !known.contains(receiver))
                    .forEach(
                            receiver -> log.atWarn()
                                    .addKeyValue("receiver", receiver)
                                    .addKeyValue("group", prefix + receiver)
                                    .log(
                                            "the receiver is not in the configuration, or has no address: nobody reads what still waits for it"));
            known = found;
        } catch (ExecutionException | TimeoutException e) {
            // Asked again in a minute; that Kafka is away is said elsewhere.
            log.atDebug().addKeyValue("reason", e).log("consumer groups could not be listed");
        }
    }
}
