package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.replay.Skip;
import dev.tocsin.history.replay.log.Outage;
import dev.tocsin.history.replay.log.ReplayReader;
import dev.tocsin.history.replay.log.ReplayReader.Found;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.history.replay.run.StandInReceiver.Until;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaReplaysIT extends ReplayFixture {
    @Test
    void refusesWithASentence() {
        try (StandInReceiver ops = ops()) {
            var _ = run(missed("one"));
            Ask other = new Ask(
                    "all",
                    clock.instant().minusSeconds(60),
                    clock.instant(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    "");
            assertRefused(new Wish("one", Optional.of(other), Optional.empty()), "was begun with other words");
            assertRefused(
                    new Wish("old", Optional.of(missed(Duration.ofDays(31))), Optional.empty()),
                    "it can't begin before ");
            assertRefused(new Wish("two", Optional.empty(), Optional.empty()), "there is no replay two to go on with");
            assertRefused(missed("not an id"), "not an id of a replay: not an id");
            assertThat(ops.told()).hasSize(MISSED);
        }
    }

    private void assertRefused(Wish wish, String sentence) {
        assertThatThrownBy(() -> run(wish))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private Wish parked(String id, String... keys) {
        Selection selection = Selection.of(List.of(keys));
        return new Wish(id, Optional.of(Asks.parked(selection, clock.instant())), Optional.of(selection));
    }

    @Test
    void triesAgainWhatIsParkedUnderAKey() {
        assertRefused(parked("none", "ops|alertmanager|0123456789abcdef|1"), "nothing is parked under ops|");
        try (StandInReceiver ops = ops()) {
            assertThat(run(parked("all")).progress()).isEqualTo(new Progress(MISSED, MISSED, MISSED, 0));
            assertExactlyOnce(ops.told());
        }
        assertRefused(parked("all", "ops|alertmanager|0123456789abcdef|1"), "was begun with other words");
        assertRefused(new Wish("all", Optional.empty(), Optional.empty()), "was a retry of what is parked");
    }

    @Test
    void refusesToRetryMoreThanMayBeInMemory() {
        assertThatThrownBy(() -> replays(1_000).begun(parked("much")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(MISSED + " parked alerts are meant, with \\d+ bytes; here 1000 can be retried at a"
                        + " time: say which first");
    }

    @Test
    void aRetryThatIsRepeatedDoesNotWaitForWhatHasEnded() {
        AtomicInteger rounds = new AtomicInteger();
        Hearing counting = new Hearing() {
            @Override
            public void telling(ReplayRun run) {
                rounds.incrementAndGet();
            }
        };
        try (StandInReceiver ops = new StandInReceiver(cluster, End.DELIVERED, Until.TOMBSTONES)) {
            assertThat(run(parked("one")).progress().told()).isEqualTo(MISSED);
            ReplayRun again = replays.run(parked("one"), counting, () -> rounds.get() >= 25);
            assertThat(again.state()).isEqualTo(ReplayRun.State.DONE);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatHasEndedAsToldIsNotTriedAgainThoughItIsStillParked() {
        try (StandInReceiver ops = new StandInReceiver(cluster, End.DELIVERED, Until.ENTRIES)) {
            assertThat(run(parked("one")).progress().told()).isEqualTo(MISSED);
            for (String id : List.of("one", "two")) {
                Found found = retry(id);
                assertThat(found.inLine()).isEmpty();
                assertThat(found.plan().entries()).isEmpty();
                assertThat(found.plan().counts().skipped()).isEqualTo(Map.of(Skip.REPLAYED, (long) MISSED));
            }
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatAReplayGaveUpIsTriedAgainThoughItWasToldBefore() {
        try (StandInReceiver ops = new StandInReceiver(cluster, End.PARKED, Until.ENTRIES)) {
            Ask all = new Ask(
                    "all",
                    clock.instant().minusSeconds(3600),
                    clock.instant().plusSeconds(60),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    "");
            assertThat(run(new Wish("all", Optional.of(all), Optional.empty()))
                            .progress()
                            .givenUp())
                    .isEqualTo(ALERTS);
            Found found = retry("one");
            assertThat(found.inLine()).isEmpty();
            assertThat(found.plan().entries()).hasSize(ALERTS);
            assertThat(ops.told()).hasSize(ALERTS);
        }
    }

    private Found retry(String id) {
        try (LogReader reader = cluster.reader();
                Admin admin = cluster.admin()) {
            return new ReplayReader(reader, admin, cluster.topics(), Outage.POLICY, cluster.patience())
                    .retry(id, any -> true, clock.instant(), (_, _, _) -> {});
        }
    }
}
