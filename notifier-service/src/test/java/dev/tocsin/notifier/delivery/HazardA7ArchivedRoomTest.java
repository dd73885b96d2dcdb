package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazardA7ArchivedRoomTest {
    private final World world = new World();
    private final Member member = new Member(world, new Random(1));

    private void poison(String... instances) {
        Set<String> bad = Set.of(instances);
        world.receiver =
                post -> post.instances().stream().anyMatch(bad::contains) ? Answer.refused() : Answer.delivered();
    }

    private void put(LaneKey lane, int count) {
        IntStream.range(0, count).forEach(i -> world.put(lane, "i" + i));
    }

    private List<String> parked() {
        return world.parked.stream()
                .map(parked -> parked.routed().alert().label("instance"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 37, 98, 99})
    void aRefusedBatchIsHalvedUntilTheCulpritStandsAlone(int culprit) {
        poison("i" + culprit);
        member.open(CRITICAL);
        put(CRITICAL, 100);
        member.run(Duration.ofSeconds(1));
        assertThat(parked()).containsExactly("i" + culprit);
        assertThat(world.parked.getFirst().reason()).isEqualTo("400 no");
        assertThat(world.offset(CRITICAL)).isEqualTo(100);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(99, 0, 1));
        assertThat(world.posts).hasSizeLessThan(40);
        assertThat(world.probes).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 700, 999})
    void halvingAFullDigestTakesFewPosts(int culprit) {
        poison("i" + culprit);
        world.maxAlerts = 1_000;
        member.open(CRITICAL);
        put(CRITICAL, 1_500);
        member.run(Duration.ofSeconds(1));
        assertThat(parked()).containsExactly("i" + culprit);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1_499, 0, 1));
        assertThat(world.posts).hasSizeLessThan(50);
    }

    @Test
    void nothingIsParkedBeforeTheProbeHasPassed() {
        poison("i0");
        world.probed = () -> new Answer(new Outcome.Delivered(""), Duration.ofSeconds(3));
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofMillis(2_900));
        assertThat(world.parked).isEmpty();
        member.run(Duration.ofMillis(200));
        assertThat(parked()).containsExactly("i0");
    }

    @Test
    void aRoomThatTakesNothingSuspendsTheReceiverAndParksNothing() {
        world.receiver = post -> Answer.refused();
        world.probed = Answer::refused;
        member.open(CRITICAL, INFO);
        put(CRITICAL, 100);
        put(INFO, 100);
        member.run(Duration.ofHours(6));
        assertThat(world.parked).isEmpty();
        assertThat(world.deliveries).isEmpty();
        assertThat(world.offset(CRITICAL)).isZero();
        assertThat(member.lanes.trouble()).contains(new Outcome.Suspended("it refuses any message: 400 no"));
        world.receiver = post -> Answer.delivered();
        world.probed = Answer::delivered;
        member.run(Duration.ofSeconds(30));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(100, 0, 0));
        assertThat(world.totals(INFO)).isEqualTo(new Totals(100, 0, 0));
        assertThat(member.lanes.trouble()).isEmpty();
    }

    @Test
    void aSuspendedReceiverIsNotHammered() {
        world.receiver = post -> Answer.refused();
        world.probed = Answer::refused;
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofHours(1));
        // Two calls for a round, and a round takes half of ten seconds on average.
        assertThat(world.posts.size() + world.probes.size()).isBetween(1_000, 2_000);
    }

    @Test
    void anAlertWhoseRichFormIsRefusedIsToldAsPlainTextUnderTheSameId() {
        world.receiver = post -> post.attempt().form() == Form.RICH ? Answer.refused() : Answer.delivered();
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofSeconds(1));
        assertThat(world.posts).extracting(post -> post.attempt().form()).containsExactly(Form.RICH, Form.PLAIN);
        assertThat(world.posts)
                .extracting(Post::messageId)
                .containsOnly(world.posts.getFirst().messageId());
        assertThat(world.probes).isEmpty();
        assertThat(world.parked).isEmpty();
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
        assertThat(world.deliveries.getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void aRoomThatHealsBetweenRefusalAndProbeParksNothing() {
        world.receiver = post -> world.probes.isEmpty() ? Answer.refused() : Answer.delivered();
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofSeconds(1));
        assertThat(world.parked).isEmpty();
        assertThat(world.posts)
                .extracting(post -> post.attempt().form())
                .containsExactly(Form.RICH, Form.PLAIN, Form.RICH);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
    }

    @Test
    void aRoomThatHealsAfterARefusalIsToldTheRichForm() {
        // Refused in a row: rich, plain, the neutral text; then rich, and the room heals.
        world.receiver = post -> world.posts.size() <= 3 ? Answer.refused() : Answer.delivered();
        world.probed = () -> world.posts.size() < 3 ? Answer.refused() : Answer.delivered();
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofSeconds(10));
        assertThat(world.posts)
                .extracting(post -> post.attempt().form())
                .containsExactly(Form.RICH, Form.PLAIN, Form.RICH, Form.RICH);
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
    void aLaneWhoseAlertWasRefusedBeginsAgainWhenAnothersPasses(int refusals) {
        BooleanSupplier healed = () -> world.posts.size() + world.probes.size() > refusals;
        world.receiver = post -> healed.getAsBoolean() ? Answer.delivered() : Answer.refused();
        world.probed = () -> healed.getAsBoolean() ? Answer.delivered() : Answer.refused();
        member.open(CRITICAL, INFO);
        put(CRITICAL, 1);
        put(INFO, 1);
        member.run(Duration.ofMinutes(10));
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 0));
        assertThat(world.totals(INFO)).isEqualTo(new Totals(1, 0, 0));
        assertThat(world.posts.reversed().stream()
                        .limit(2)
                        .map(post -> post.attempt().form()))
                .containsExactly(Form.RICH, Form.RICH);
        assertThat(world.posts.size() + world.probes.size())
                .as("one neutral text at most once it takes messages")
                .isLessThanOrEqualTo(refusals + 3);
    }

    @Test
    void afterAnInterruptedLadderTheAlertIsTriedFromItsRichFormOn() {
        poison("i0");
        world.probed = Answer::down;
        member.open(CRITICAL);
        put(CRITICAL, 1);
        member.run(Duration.ofSeconds(5));
        // The receiver answers nothing any more: plain text is not tried before the neutral text has passed.
        assertThat(world.posts)
                .extracting(post -> post.attempt().form())
                .startsWith(Form.RICH, Form.PLAIN, Form.RICH, Form.RICH);
    }

    @Test
    void aProbeThatGetsNoAnswerParksNothing() {
        poison("i0");
        world.probed = Answer::down;
        member.open(CRITICAL);
        put(CRITICAL, 2);
        member.run(Duration.ofMinutes(10));
        assertThat(world.parked).isEmpty();
        world.probed = Answer::delivered;
        member.run(Duration.ofSeconds(30));
        assertThat(parked()).containsExactly("i0");
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aCulpritIsFoundAlthoughTheReceiverFailsNowAndThen(int seed) {
        Random failing = new Random(seed);
        world.receiver = post -> {
            if (failing.nextBoolean()) {
                return Answer.down();
            }
            return post.instances().contains("i0") ? Answer.refused() : Answer.delivered();
        };
        world.probed = () -> failing.nextBoolean() ? Answer.down() : Answer.delivered();
        member.open(CRITICAL, INFO);
        put(CRITICAL, 2);
        for (int i = 0; i < 300; i++) {
            world.put(INFO, "info" + i);
            member.run(Duration.ofSeconds(1));
        }
        assertThat(parked()).containsExactly("i0");
        assertThat(world.totals(CRITICAL)).isEqualTo(new Totals(1, 0, 1));
    }

    @Test
    void whatIsBehindAParkedAlertIsToldInOrder() {
        poison("i3", "i4");
        world.maxAlerts = 4;
        member.open(CRITICAL);
        put(CRITICAL, 12);
        member.run(Duration.ofSeconds(1));
        assertThat(parked()).containsExactly("i3", "i4");
        List<String> told = world.posts.stream()
                .filter(post ->
                        !post.instances().contains("i3") && !post.instances().contains("i4"))
                .flatMap(post -> post.instances().stream())
                .toList();
        assertThat(told).containsExactly("i0", "i1", "i2", "i5", "i6", "i7", "i8", "i9", "i10", "i11");
    }
}
