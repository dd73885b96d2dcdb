package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static dev.tocsin.notifier.delivery.World.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HazardB2OneLaneTriesTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    @Test
    void theMostUrgentLaneGoesFirst() {
        member.open(INFO, WARNING, CRITICAL);
        world.put(INFO, "i");
        world.put(WARNING, "w");
        world.put(CRITICAL, "c");
        member.round();
        assertThat(world.posts).extracting(Post::lane).containsExactly(CRITICAL, WARNING, INFO);
    }

    @Test
    void whileAReceiverFailsOnlyOneLaneTriesTheMostUrgentFirst() {
        world.receiver = post -> Answer.hanging();
        member.open(INFO, WARNING, CRITICAL);
        world.put(INFO, "i");
        world.put(WARNING, "w");
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(10));
        // The first three began together: nobody knew yet.
        List<Post> afterwards = world.posts.subList(3, world.posts.size());
        assertThat(afterwards)
                .hasSizeGreaterThan(30)
                .extracting(Post::lane)
                .startsWith(CRITICAL, CRITICAL, CRITICAL, WARNING, WARNING, WARNING, INFO, INFO, INFO, CRITICAL);
        for (int i = 1; i < afterwards.size(); i++) {
            assertThat(afterwards.get(i).at())
                    .isAfterOrEqualTo(afterwards.get(i - 1).at().plusSeconds(8));
        }
    }

    /** A proxy that resets the connection at some word, say: the receiver itself is well. */
    @Test
    void aBatchThatNeverPassesDelaysTheOtherLanesByItsTurnAlone() {
        world.receiver = post -> post.lane().equals(CRITICAL) ? Answer.hanging() : Answer.delivered();
        member.open(INFO, WARNING, CRITICAL);
        world.put(CRITICAL, "poison");
        member.run(Duration.ofMinutes(1));
        world.put(WARNING, "w1");
        world.put(INFO, "i1");
        member.run(Duration.ofMinutes(1));
        assertThat(world.offset(WARNING)).isEqualTo(1);
        assertThat(world.offset(INFO)).isEqualTo(1);

        world.posts.clear();
        for (int minute = 1; minute <= 60; minute++) {
            world.put(WARNING, "w" + minute);
            member.run(Duration.ofSeconds(60));
            assertThat(world.offset(WARNING)).isEqualTo(1 + minute);
        }
        assertThat(world.posts)
                .filteredOn(post -> post.lane().equals(CRITICAL))
                .as("it is tried on")
                .hasSizeBetween(200, 450);
        assertThat(member.lanes.trouble()).as("and it shows").isPresent();
    }

    @Test
    void aLimitThatIsAnnouncedHoldsForAllWhoeverIsTold() {
        world.receiver = post -> post.lane().equals(CRITICAL) ? Answer.down() : Answer.delivered();
        member.open(INFO, CRITICAL);
        world.put(CRITICAL, "poison");
        member.run(Duration.ofMinutes(1));
        world.put(INFO, "i1");
        member.run(Duration.ofMinutes(2));
        assertThat(world.offset(INFO)).isEqualTo(1);
        Instant limited = world.now().plusSeconds(50);
        world.receiver = post ->
                new Answer(new Outcome.Retryable("429", Outcome.Fate.NOT_STORED, limited), Duration.ofMillis(5));
        member.run(Duration.ofSeconds(12));
        world.posts.clear();
        world.put(INFO, "i2");
        member.run(Duration.ofSeconds(30));
        assertThat(world.posts).isEmpty();
    }

    @Test
    void aLaneThatHasSomethingUrgentDoesNotWaitForTheBackoffOfOthers() {
        world.receiver = post -> Answer.down();
        member.open(INFO, CRITICAL);
        world.put(INFO, "i");
        member.run(Duration.ofMinutes(30));
        world.put(CRITICAL, "c");
        member.run(Duration.ofSeconds(11));
        assertThat(world.postsOf("c")).isNotEmpty();
    }

    @Test
    void afterADeliveryAllOthersGoAtOnce() {
        world.receiver = post -> Answer.down();
        member.open(INFO, WARNING, CRITICAL);
        world.put(INFO, "i");
        world.put(WARNING, "w");
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(10));
        world.receiver = post -> Answer.delivered();
        world.posts.clear();
        member.run(Duration.ofSeconds(11));
        assertThat(world.posts).extracting(Post::lane).containsExactlyInAnyOrder(CRITICAL, WARNING, INFO);
        assertThat(world.posts)
                .extracting(Post::at)
                .containsOnly(world.posts.getFirst().at());
        assertThat(member.lanes.trouble()).isEmpty();
    }

    @Test
    void aLaneThatGoesWhileItTriesLeavesTheTurnToAnother() {
        world.receiver = post -> Answer.down();
        member.open(WARNING, CRITICAL);
        world.put(WARNING, "w");
        world.put(CRITICAL, "c");
        member.run(Duration.ofMinutes(1));
        world.receiver = post -> post.lane().equals(CRITICAL) ? Member.never() : Answer.down();
        member.run(Duration.ofMinutes(1));
        world.receiver = post -> Answer.delivered();
        member.close(CRITICAL);
        member.run(Duration.ofSeconds(70));
        assertThat(world.offset(WARNING)).isEqualTo(1);
    }

    /** What keeps a receiver from taking messages. */
    enum Weather {
        DOWN,
        HANGING,
        SUSPENDED;

        private Answer answer() {
            return switch (this) {
                case DOWN -> Answer.down();
                case HANGING -> Answer.hanging();
                case SUSPENDED -> Answer.suspended();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void criticalIsToldWithinThirtySecondsOfTheReturn(Weather weather) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            World outside = new World();
            Member one = new Member(outside, random);
            outside.receiver = post -> weather.answer();
            one.open(INFO, WARNING, CRITICAL);
            outside.put(INFO, "i");
            outside.put(WARNING, "w");
            one.run(Duration.ofMillis(random.nextInt(60_000)));
            outside.put(CRITICAL, "c");
            one.run(Duration.ofMillis(random.nextInt(120_000)));
            Instant back = outside.now();
            outside.receiver = post -> Answer.delivered();
            one.run(Duration.ofSeconds(30));
            assertThat(outside.offset(CRITICAL))
                    .as("seed %d, back at %s, posts %s", seed, back, outside.posts.size())
                    .isEqualTo(1);
            assertThat(outside.offset(INFO)).as("seed %d", seed).isEqualTo(1);
        }
    }
}
