package dev.tocsin.ingest.intake;

import dev.tocsin.ingest.intake.Refusal.Reason;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Takes a body: decodes it whole, checks every limit, then writes every alert and waits until all are kept. */
public final class Intake {
    /** Counted from the end of the body; leaves the answer time to arrive within five seconds. */
    private static final Duration DEADLINE = Duration.ofMillis(4_800);

    private static final Duration RETRY_WHEN_OVERLOADED = Duration.ofSeconds(1);
    private static final Duration RETRY_WHEN_DOWN = Duration.ofSeconds(5);

    private final IntakeLimits limits;
    private final WebhookDecoder decoder;
    private final Supplier<Policy> policy;
    private final AlertLog log;
    private final Bulkhead bulkhead;
    private final InstantSource clock;
    private final Deadlines deadlines;

    /**
     * Takes what an intake works with.
     *
     * @param policy asked for each body, so that a reload takes effect
     * @param deadlines for waiting, and the clock that this goes by
     */
    public Intake(
            IntakeLimits limits,
            Supplier<Policy> policy,
            AlertLog log,
            Bulkhead bulkhead,
            InstantSource clock,
            Deadlines deadlines) {
        this.limits = limits;
        this.decoder = new WebhookDecoder(limits);
        this.policy = policy;
        this.log = log;
        this.bulkhead = bulkhead;
        this.clock = clock;
        this.deadlines = deadlines;
    }

    /** Begins a request. */
    public Bulkhead.Lease lease() {
        return bulkhead.lease();
    }

    /** What one request may hold. */
    public IntakeLimits limits() {
        return limits;
    }

    /**
     * Takes a body, blocking the caller until its fate is known, within five seconds.
     *
     * @param lease that already holds the bytes of the body; closed here, possibly later, when nothing of the body is
     *     under way any more
     */
    public Verdict accept(Origin origin, byte[] body, Bulkhead.Lease lease) {
        long start = deadlines.now();
        boolean underWay = false;
        try {
            if (!lease.takePlace()) {
                return overloaded();
            }
            Optional<List<LogEntry>> entries = encode(received(origin, body), body.length, lease);
            if (entries.isEmpty()) {
                return overloaded();
            }
            if (entries.get().isEmpty()) {
                return new Verdict.Accepted(0, Duration.ZERO);
            }
            LogBatch batch = new LogBatch(origin.requestId(), origin.traceparent(), entries.get());
            Wait wait = new Wait(deadlines.now(), start + DEADLINE.toNanos());
            CompletableFuture<Appended> appended = log.append(batch);
            underWay = true;
            var _ = appended.whenComplete((result, failure) -> lease.close());
            return await(appended, batch.entries().size(), wait);
        } catch (RefusedException e) {
            return new Verdict.Refused(e.refusal());
        } finally {
            if (!underWay) {
                lease.close();
            }
        }
    }

    private List<ReceivedAlert> received(Origin origin, byte[] body) {
        Instant now = clock.instant();
        Submission submission = decoder.decode(body, now);
        Policy current = policy.get();
        List<Identity> identities = submission.alerts().stream()
                .map(submitted -> new Identity(
                        origin.source(), current.fingerprint(submitted.alert().labels(), submitted.fingerprint())))
                .toList();
        Set<Identity> firing = new HashSet<>();
        for (int i = 0; i < identities.size(); i++) {
            if (submission.alerts().get(i).alert().firing()) {
                firing.add(identities.get(i));
            }
        }
        List<ReceivedAlert> received = new ArrayList<>(identities.size());
        for (int i = 0; i < identities.size(); i++) {
            Alert alert = submission.alerts().get(i).alert();
            boolean shadowed = !alert.firing() && firing.contains(identities.get(i));
            received.add(new ReceivedAlert(
                    identities.get(i), alert, origin.requestId(), now, submission.externalUrl(), shadowed));
        }
        return received;
    }

    /** The records, all within their limits, or nothing when there is no room for them now. */
    private Optional<List<LogEntry>> encode(List<ReceivedAlert> received, int bodyBytes, Bulkhead.Lease lease) {
        List<LogEntry> entries = new ArrayList<>(received.size());
        long total = bodyBytes;
        for (ReceivedAlert alert : received) {
            byte[] value = Codecs.RECEIVED.encode(alert);
            if (value.length > Topics.MAX_ALERT_BYTES) {
                throw new RefusedException(Reason.ALERT_TOO_LARGE, tooLarge(entries.size(), alert, value.length));
            }
            total += value.length;
            if (total > bulkhead.bytesLimit()) {
                throw new RefusedException(Reason.BODY_TOO_LARGE, tooLargeTogether());
            }
            // Also what the records weigh counts: a long externalURL stands once in the body and in every record.
            if (!lease.takeBytes(value.length)) {
                return Optional.empty();
            }
            entries.add(new LogEntry(alert.identity().toString(), value));
        }
        return Optional.of(entries);
    }

    private static String tooLarge(int index, ReceivedAlert alert, int bytes) {
        return "alerts[" + index + "] (alertname \"" + Excerpt.of(alert.alert().name()) + "\") weighs " + bytes
                + " bytes as a record; at most " + Topics.MAX_ALERT_BYTES + " are taken, so shorten its annotations.";
    }

    private String tooLargeTogether() {
        return "The alerts of the body weigh more than " + bulkhead.bytesLimit()
                + " bytes as records; send fewer at a time (in Alertmanager: max_alerts, or a finer group_by).";
    }

    private Verdict await(CompletableFuture<Appended> appended, int alerts, Wait wait) {
        try {
            return switch (deadlines.limited(appended, wait.deadline()).get()) {
                case Appended.Written() ->
                    new Verdict.Accepted(alerts, Duration.ofNanos(deadlines.now() - wait.sent()));
                case Appended.Unavailable(String reason) -> down(Verdict.Cause.LOG, reason);
            };
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException
                    ? down(Verdict.Cause.TIMEOUT, "Kafka has not acknowledged every alert in time")
                    : down(Verdict.Cause.LOG, "writing failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down(Verdict.Cause.LOG, "the service is stopping");
        }
    }

    private static Verdict overloaded() {
        return new Verdict.Unavailable(
                Verdict.Cause.OVERLOADED,
                "Too many requests are under way; try again, nothing of this one was written.",
                RETRY_WHEN_OVERLOADED);
    }

    private static Verdict down(Verdict.Cause cause, String reason) {
        return new Verdict.Unavailable(
                cause, "The alerts could not all be kept: " + reason + "; try again.", RETRY_WHEN_DOWN);
    }

    /** From when, and until when, an acknowledgement is waited for. */
    private record Wait(long sent, long deadline) {}
}
