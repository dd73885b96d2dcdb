package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.World.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardA1FormerOwnerTest {
    private final World world = new World();
    private final Member former = new Member(world, new Random(1));
    private final Member present = new Member(world, new Random(2));

    @Test
    void theLateOutcomeOfAFormerOwnerMovesNothing() {
        world.receiver = post -> new Answer(new Outcome.Delivered(""), Duration.ofSeconds(7));
        former.open(CRITICAL);
        world.put(CRITICAL, "a");
        former.round();
        Lane gone = former.lane(CRITICAL);
        former.close(CRITICAL);
        world.receiver = post -> Answer.delivered();
        present.open(CRITICAL);
        present.round();
        world.put(CRITICAL, "b", "c");
        present.round();
        assertThat(world.offset(CRITICAL)).isEqualTo(3);
        world.events.clear();
        world.clock.advance(Duration.ofSeconds(7));
        world.doDue();
        former.run(Duration.ofMinutes(2));
        assertThat(gone.closed()).isTrue();
        assertThat(world.events).containsExactly("outcome Delivered");
        assertThat(world.offset(CRITICAL)).isEqualTo(3);
    }

    @Test
    void aClosedLaneIgnoresWhateverIsToldToIt() {
        former.open(CRITICAL);
        world.put(CRITICAL, "a");
        former.once();
        Lane gone = former.lane(CRITICAL);
        Commitment asked = gone.commitment();
        former.close(CRITICAL);
        former.lanes.committed(Map.of(gone, asked), world.now(), true);
        former.lanes.posted(gone, new Outcome.Delivered(""), world.now());
        former.lanes.probed(gone, new Outcome.Delivered(""), world.now());
        former.lanes.recorded(gone, true, world.now());
        former.lanes.recorded(gone, false, world.now());
        former.lanes.notCommitted(List.of(gone), world.now());
        assertThat(former.lanes.takeTodos()).isEmpty();
        assertThat(former.lanes.commits(world.now().plusSeconds(3600))).isEmpty();
        assertThat(gone.totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void aLaneThatIsHandedOverBeginsNothingNew() {
        former.open(CRITICAL);
        world.put(CRITICAL, "a");
        former.once();
        Lane leaving = former.lane(CRITICAL);
        former.lanes.handOver(List.of(CRITICAL));
        // The plan's commit is answered only now, by the last commit of the hand-over.
        former.lanes.committed(Map.of(leaving, leaving.commitment()), world.now(), true);
        assertThat(former.lanes.takeTodos()).isEmpty();
        assertThat(former.lanes.quiet(List.of(CRITICAL))).isTrue();
    }

    @Test
    void aLaneThatIsHandedOverStillWritesDownWhatHasEnded() {
        world.receiver = post -> new Answer(new Outcome.Delivered(""), Duration.ofSeconds(1));
        former.open(CRITICAL);
        world.put(CRITICAL, "a");
        former.round();
        former.lanes.handOver(List.of(CRITICAL));
        world.clock.advance(Duration.ofSeconds(1));
        world.doDue();
        former.perform(former.lanes.takeTodos());
        world.doDue();
        assertThat(former.lane(CRITICAL).commitment())
                .isEqualTo(new Commitment(
                        1,
                        Optional.empty(),
                        new Totals(1, 0, 0),
                        world.start(CRITICAL).born()));
    }

    @Test
    void anotherObjectOfTheSameLaneIsAnotherOwner() {
        former.open(CRITICAL);
        Lane first = former.lane(CRITICAL);
        former.close(CRITICAL);
        former.open(CRITICAL);
        assertThat(first.closed()).isTrue();
        assertThat(former.lane(CRITICAL).closed()).isFalse();
    }
}
