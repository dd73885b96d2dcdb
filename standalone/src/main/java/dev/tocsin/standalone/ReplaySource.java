package dev.tocsin.standalone;

import dev.tocsin.history.past.Cluster;
import dev.tocsin.history.replay.run.KafkaReplays;
import dev.tocsin.history.replay.run.KafkaReplays.Bounds;
import dev.tocsin.history.replay.run.Replays;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who tells a replay. */
final class ReplaySource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private NotifierOption notifier = new NotifierOption();

    @Option(
            names = "--in-line",
            paramLabel = "COUNT",
            description =
                    "how many alerts may wait at one receiver at a time: what is news waits behind them (default: "
                            + Replays.IN_LINE + ")",
            defaultValue = "" + Replays.IN_LINE)
    private int inLine;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    ReplaySource() {}

    /** Opens it; nobody is asked yet. */
    Replays open() {
        if (inLine < 1) {
            throw new WrongUsageException("--in-line: at least 1: " + inLine);
        }
        return notifier.client()
                .<Replays>map(client -> new NotifierReplays(client, inLine, NotifierReplays.Pace.STANDARD))
                .orElseGet(this::kafka);
    }

    private Replays kafka() {
        Launch launch = Launch.read();
        return new KafkaReplays(
                new Cluster(launch.kafka(), launch.topics(), "replay", PATIENCE),
                launch.policy(),
                Clock.systemUTC(),
                Bounds.ofCommand(inLine));
    }
}
