package dev.tocsin.history.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.replay.run.Replays.Listener;
import dev.tocsin.history.replay.run.Replays.Wish;
import dev.tocsin.model.delivery.ReplayRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.junit.jupiter.api.Test;

class ReplayTurnIT extends ReplayFixture {
    @Test
    void waitsForItsTurn() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        try (StandInReceiver ops = ops()) {
            CompletableFuture<ReplayRun> run;
            try (ReplayTurn other = new ReplayTurn(cluster)) {
                while (!other.isOurs(Duration.ofMillis(100))) {}
                run = CompletableFuture.supplyAsync(() -> replays.run(missed("one"), waiting(waits), () -> false));
                while (!waits.await(100, TimeUnit.MILLISECONDS)) {
                    assertThat(other.isOurs(Duration.ZERO)).isTrue();
                }
                assertThat(other.isOurs(Duration.ofSeconds(1)))
                        .as("it is not taken away")
                        .isTrue();
                assertThat(ops.told()).isEmpty();
            }
            assertThat(run.get(1, TimeUnit.MINUTES).progress().told()).isEqualTo(MISSED);
        }
    }

    @Test
    void whoIsStoppedBeforeItsTurnGoesOnByItsId() {
        try (StandInReceiver ops = ops()) {
            try (ReplayTurn other = new ReplayTurn(cluster)) {
                while (!other.isOurs(Duration.ofMillis(100))) {}
                assertThat(replays.run(missed("one"), new Hearing(), () -> true).state())
                        .isEqualTo(ReplayRun.State.INTERRUPTED);
            }
            Wish again = new Wish("one", Optional.empty(), Optional.empty());
            assertThat(replays.run(again, new Hearing(), () -> false).progress().told())
                    .isEqualTo(MISSED);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatIsDoneStaysSoWhenItIsAskedForAgainAndStoppedBeforeItsTurn() {
        try (StandInReceiver ops = ops()) {
            ReplayRun done = run(missed("one"));
            try (ReplayTurn other = new ReplayTurn(cluster)) {
                while (!other.isOurs(Duration.ofMillis(100))) {}
                assertThat(replays.run(missed("one"), new Hearing(), () -> true).state())
                        .isEqualTo(ReplayRun.State.INTERRUPTED);
            }
            assertThat(replays.all()).containsExactly(done);
            assertExactlyOnce(ops.told());
        }
    }

    @Test
    void whatSomebodyElseTellsIsNotSaidToBeInterrupted() {
        try (StandInReceiver ops = ops();
                ReplayTurn other = new ReplayTurn(cluster)) {
            while (!other.isOurs(Duration.ofMillis(100))) {}
            assertThat(replays.run(missed("one"), new Hearing(), () -> true).state())
                    .isEqualTo(ReplayRun.State.INTERRUPTED);
            List<ReplayRun> known = replays.all();
            var _ = replays.run(missed("one"), new Hearing(), () -> true);
            assertThat(replays.all()).isEqualTo(known);
            assertThat(ops.told()).isEmpty();
        }
    }

    @Test
    void aTurnThatWasLostDoesNotComeBack() throws Exception {
        String group = cluster.topics().replayGroup();
        try (ReplayTurn turn = new ReplayTurn(cluster);
                Admin admin = cluster.admin()) {
            while (!turn.isOurs(Duration.ofMillis(100))) {}
            // As after a pause that was longer than the group waits.
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            while (turn.isOurs(Duration.ofMillis(100))) {}
            while (!isOwned(admin, group)) {
                assertThat(turn.isOurs(Duration.ofMillis(100))).isFalse();
            }
            assertThat(turn.isOurs(Duration.ofSeconds(1)))
                    .as("it is in the group again, but others may have told meanwhile")
                    .isFalse();
        }
    }

    private static boolean isOwned(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(described -> described.members().stream())
                .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
    }

    @Test
    void whoIsGoneWithoutAWordLosesTheTurn() {
        org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> other = cluster.consumer(Map.of(
                "group.id",
                cluster.topics().replayGroup(),
                "auto.offset.reset",
                "latest",
                "session.timeout.ms",
                8_000,
                "heartbeat.interval.ms",
                1_000));
        other.subscribe(List.of(cluster.topics().replays().name()));
        while (other.assignment().isEmpty()) {
            var _ = other.poll(Duration.ofMillis(100));
        }
        other.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
        CountDownLatch waits = new CountDownLatch(1);
        try (StandInReceiver ops = ops()) {
            assertThat(replays.run(missed("one"), waiting(waits), () -> false)
                            .progress()
                            .told())
                    .isEqualTo(MISSED);
            assertThat(waits.getCount()).as("it waited").isZero();
            assertExactlyOnce(ops.told());
        }
    }

    private static Listener waiting(CountDownLatch waits) {
        return new Hearing() {
            @Override
            public void waiting() {
                waits.countDown();
            }
        };
    }
}
