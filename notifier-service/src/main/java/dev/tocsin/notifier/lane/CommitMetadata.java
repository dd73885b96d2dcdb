package dev.tocsin.notifier.lane;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.model.delivery.LastFailure;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.Commitment;
import dev.tocsin.notifier.delivery.FallbackState;
import dev.tocsin.notifier.delivery.FallbackState.Range;
import dev.tocsin.notifier.delivery.Plan;
import dev.tocsin.notifier.delivery.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of a lane's offset, as text: some 200 characters, and never the 4,096 that a broker takes (hazards.md M2).
 * A reader skips the fields that it does not know, so an older notifier reads what a newer one has written.
 */
final class CommitMetadata {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Shape.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Shape.class);

    private CommitMetadata() {}

    /** What the text says; times are milliseconds. */
    record Shape(
            int v,
            long born,
            long delivered,
            long superseded,
            long parked,
            @Nullable PlanShape plan,
            @Nullable FallbackShape fallback) {}

    /** What was told at the fallback: pairs of offsets, how far, and the plan that begins there. */
    record FallbackShape(
            List<List<Long>> ranges, long end, @Nullable PlanShape plan) {}

    /** The plan; it begins at the offset that the text belongs to. */
    record PlanShape(
            long end,
            String id,
            int attempt,
            long since,
            long notBefore,
            boolean unknown,
            @Nullable FailedShape failed) {}

    /** What the attempt before was answered; older notifiers wrote nothing of it. */
    record FailedShape(
            @Nullable String why,
            @Nullable Long at,
            @Nullable Long since) {}

    static String write(Commitment commitment) {
        Totals totals = commitment.totals();
        PlanShape plan = commitment.plan().map(CommitMetadata::shape).orElse(null);
        return WRITER.writeValueAsString(new Shape(
                VERSION,
                commitment.born().toEpochMilli(),
                totals.delivered(),
                totals.superseded(),
                totals.parked(),
                plan,
                commitment.fallback().map(CommitMetadata::shape).orElse(null)));
    }

    private static FallbackShape shape(FallbackState state) {
        return new FallbackShape(
                state.ranges().stream()
                        .map(range -> List.of(range.from(), range.to()))
                        .toList(),
                state.end(),
                state.plan().map(CommitMetadata::shape).orElse(null));
    }

    private static FallbackState state(FallbackShape shape) {
        return new FallbackState(
                shape.ranges().stream()
                        .map(pair -> new Range(pair.get(0), pair.get(1)))
                        .toList(),
                shape.end(),
                Optional.ofNullable(shape.plan()).map(plan -> plan(shape.end(), plan)));
    }

    private static PlanShape shape(Plan plan) {
        return new PlanShape(
                plan.end(),
                plan.messageId(),
                plan.attempt(),
                plan.since().toEpochMilli(),
                plan.notBefore().toEpochMilli(),
                plan.fate() == Fate.UNKNOWN,
                plan.lastFailure().map(CommitMetadata::shape).orElse(null));
    }

    private static FailedShape shape(LastFailure failure) {
        return new FailedShape(
                failure.reason(), failure.at().toEpochMilli(), failure.since().toEpochMilli());
    }

    private static Optional<LastFailure> lastFailure(@Nullable FailedShape failed) {
        return failed == null || failed.why() == null || failed.at() == null || failed.since() == null
                ? Optional.empty()
                : Optional.of(new LastFailure(
                        failed.why(), Instant.ofEpochMilli(failed.at()), Instant.ofEpochMilli(failed.since())));
    }

    /** What was committed, or nothing when the text is not ours: somebody has set the offset by hand. */
    static Optional<Commitment> read(long offset, String metadata) {
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        try {
            Shape shape = READER.readValue(metadata);
            if (shape == null || shape.v() != VERSION) {
                return Optional.empty();
            }
            return Optional.of(new Commitment(
                    offset,
                    Optional.ofNullable(shape.plan()).map(plan -> plan(offset, plan)),
                    new Totals(shape.delivered(), shape.superseded(), shape.parked()),
                    Instant.ofEpochMilli(shape.born()),
                    Optional.ofNullable(shape.fallback()).map(CommitMetadata::state)));
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Plan plan(long offset, PlanShape plan) {
        return new Plan(
                offset,
                plan.end(),
                plan.id(),
                plan.attempt(),
                Instant.ofEpochMilli(plan.since()),
                Instant.ofEpochMilli(plan.notBefore()),
                plan.unknown() ? Fate.UNKNOWN : Fate.NOT_STORED,
                lastFailure(plan.failed()));
    }
}
