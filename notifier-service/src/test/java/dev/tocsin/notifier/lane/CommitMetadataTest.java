package dev.tocsin.notifier.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.FallbackState;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import dev.tocsin.notifier.delivery.Plan;
import dev.tocsin.notifier.delivery.Totals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTest {
    private static final String ID = "0123456789abcdef01234567";

    @Test
    void aCommitmentWithoutAPlanComesBack() {
        Commitment commitment = new Commitment(42, Optional.empty(), new Totals(1, 2, 3), Routed.NOON);
        assertThat(CommitMetadata.read(42, CommitMetadata.write(commitment))).contains(commitment);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitmentWithAPlanComesBack(Fate fate) {
        Plan plan = new Plan(42, 50, ID, 3, Routed.NOON, Routed.NOON.plusMillis(1), fate);
        Commitment commitment = new Commitment(42, Optional.of(plan), new Totals(1, 2, 3), Routed.NOON);
        assertThat(CommitMetadata.read(42, CommitMetadata.write(commitment))).contains(commitment);
        assertThat(LaneNote.plan(42, CommitMetadata.write(commitment))).contains(plan);
        assertThat(LaneNote.plan(42, "set by hand")).isEmpty();
    }

    @Test
    void whatWasToldAtAFallbackComesBack() {
        Plan plan = new Plan(50, 60, ID, 2, Routed.NOON, Routed.NOON, Fate.NOT_STORED);
        List<Range> ranges = List.of(new Range(3, 7), new Range(40, 50));
        for (Optional<Plan> there : List.of(Optional.of(plan), Optional.<Plan>empty())) {
            Commitment commitment = new Commitment(
                    42, Optional.empty(), Totals.NONE, Routed.NOON, Optional.of(new FallbackState(ranges, 50, there)));
            assertThat(CommitMetadata.read(42, CommitMetadata.write(commitment)))
                    .contains(commitment);
        }
    }

    @Test
    void theMostThatAFallbackIsRememberedForFitsIntoWhatABrokerTakes() {
        Instant far = Instant.ofEpochMilli(Long.MAX_VALUE);
        long max = Long.MAX_VALUE;
        Plan plan = new Plan(max - 1, max, ID, Integer.MAX_VALUE, far, far, Fate.UNKNOWN);
        List<Range> ranges = IntStream.range(0, 1_000)
                .mapToObj(i -> new Range(max - 2_000 + 2L * i, max - 1_999 + 2L * i))
                .toList();
        String text = CommitMetadata.write(new Commitment(
                max - 1,
                Optional.of(plan),
                new Totals(max, max, max),
                far,
                Optional.of(new FallbackState(ranges, max - 1, Optional.of(plan)))));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000);
    }

    @Test
    void theLargestValuesFitIntoWhatABrokerTakes() {
        Instant far = Instant.ofEpochMilli(Long.MAX_VALUE);
        Plan plan = new Plan(0, Long.MAX_VALUE, ID, Integer.MAX_VALUE, far, far, Fate.UNKNOWN);
        long max = Long.MAX_VALUE;
        String text = CommitMetadata.write(new Commitment(0, Optional.of(plan), new Totals(max, max, max), far));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "somebody's own",
                "null",
                "[]",
                "{}",
                "7",
                "{\"v\":2,\"born\":1,\"delivered\":0,\"superseded\":0,\"parked\":0}",
                "{\"v\":1,\"born\":1,\"delivered\":0,\"superseded\":0,\"parked\":0,\"plan\":{\"end\":3,\"id\":\"x\",\"attempt\":1,\"since\":0,\"notBefore\":0,\"unknown\":false}}",
                "{\"v\":1,\"born\":1,\"delivered\":0,\"superseded\":0,\"parked\":0,\"plan\":{\"end\":99,\"id\":\"x\",\"attempt\":0,\"since\":0,\"notBefore\":0,\"unknown\":false}}",
                "{\"v\":1,\"born\":1,\"delivered\":0,\"superseded\":0,\"parked\":0,\"plan\":{\"end\":99}}"
            })
    void whatIsNotOursIsNotRead(String text) {
        assertThat(CommitMetadata.read(42, text)).isEmpty();
    }

    private static String withPlan(String more) {
        return "{\"v\":1,\"born\":1,\"delivered\":0,\"superseded\":0,\"parked\":0,\"plan\":{\"end\":99,\"id\":\"x\","
                + "\"attempt\":7,\"since\":0,\"notBefore\":9,\"unknown\":false" + more + "}}";
    }

    @Test
    void theLastFailureComesBack() {
        for (String reason : List.of("503 Service Unavailable", "", "\"\\ \ud83d\ude80 für morgen", "x".repeat(999))) {
            LastFailure failed = new LastFailure(reason, Routed.NOON.plusSeconds(60), Routed.NOON);
            Plan plan = new Plan(42, 50, ID, 3, Routed.NOON, Routed.NOON, Fate.UNKNOWN, Optional.of(failed));
            Commitment commitment = new Commitment(42, Optional.of(plan), Totals.NONE, Routed.NOON);
            String text = CommitMetadata.write(commitment);
            assertThat(CommitMetadata.read(42, text)).contains(commitment);
            assertThat(LaneNote.progress(42, text).orElseThrow().lastFailure()).contains(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"failed\":null",
                ",\"failed\":{}",
                ",\"failed\":{\"why\":\"503\"}",
                ",\"failed\":{\"why\":null,\"at\":1,\"since\":1}"
            })
    void aPlanOfAnOlderNotifierOrOneThatIsCutHasNoFailure(String failed) {
        Plan plan = LaneNote.plan(42, withPlan(failed)).orElseThrow();
        assertThat(plan.attempt()).isEqualTo(7);
        assertThat(plan.lastFailure()).isEmpty();
    }

    @Test
    void aFailureThatALaterVersionSaysMoreOfIsRead() {
        String text = withPlan(",\"failed\":{\"why\":\"503\",\"at\":8,\"since\":1,\"more\":[]},\"later\":{\"a\":1}");
        assertThat(LaneNote.plan(42, text).flatMap(Plan::lastFailure))
                .contains(new LastFailure("503", Instant.ofEpochMilli(8), Instant.ofEpochMilli(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\u20ac", "\u0001", "\ud83d", "\ud83d\ude80"})
    void theLongestFailureOfBothFitsIntoWhatABrokerTakes(String unit) {
        Instant far = Instant.ofEpochMilli(Long.MAX_VALUE);
        long max = Long.MAX_VALUE;
        LastFailure failed = new LastFailure(unit.repeat(5_000) + ".", far, far);
        Plan plan = new Plan(max - 1, max, ID, Integer.MAX_VALUE, far, far, Fate.UNKNOWN, Optional.of(failed));
        List<Range> ranges = IntStream.range(0, 1_000)
                .mapToObj(i -> new Range(max - 2_000 + 2L * i, max - 1_999 + 2L * i))
                .toList();
        String text = CommitMetadata.write(new Commitment(
                max - 1,
                Optional.of(plan),
                new Totals(max, max, max),
                far,
                Optional.of(new FallbackState(ranges, max - 1, Optional.of(plan)))));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_000);
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        String text = "{\"v\":1,\"born\":1,\"delivered\":4,\"superseded\":0,\"parked\":0,\"fallbackEnd\":9}";
        assertThat(CommitMetadata.read(42, text).orElseThrow().totals()).isEqualTo(new Totals(4, 0, 0));
    }
}
