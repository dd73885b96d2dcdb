package dev.tocsin.standalone;

import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.past.KafkaPast;
import dev.tocsin.history.past.Limits;
import dev.tocsin.history.past.Past;
import dev.tocsin.notifier.lane.LaneNote;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/** Whom a command asks about the past. */
final class PastSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private NotifierOption notifier = new NotifierOption();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    PastSource() {}

    /** Opens it; nobody is asked yet. */
    Past open(String client) {
        return notifier.client().<Past>map(NotifierPast::new).orElseGet(() -> kafka(client));
    }

    private static Past kafka(String client) {
        Launch launch = Launch.read();
        return new KafkaPast(
                new Cluster(launch.kafka(), launch.topics(), client, PATIENCE),
                LaneNote::progress,
                launch.policy(),
                Clock.systemUTC(),
                Limits.ofCommand());
    }
}
