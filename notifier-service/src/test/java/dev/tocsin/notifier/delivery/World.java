package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.notifier.Routed;
import dev.tocsin.testsupport.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is outside of lanes: a Kafka that keeps records, offsets and logs, one receiver, and the time. */
final class World {
    static final LaneKey CRITICAL = new LaneKey(Routed.RECEIVER, "alerts.critical", 0);
    static final LaneKey WARNING = new LaneKey(Routed.RECEIVER, "alerts.warning", 0);
    static final LaneKey INFO = new LaneKey(Routed.RECEIVER, "alerts.info", 0);

    final ManualClock clock = new ManualClock(Routed.NOON);
    final Map<LaneKey, List<Optional<LaneRecord>>> topics = new HashMap<>();
    final Map<LaneKey, Commitment> committed = new HashMap<>();
    final List<Post> posts = new ArrayList<>();
    final List<Instant> probes = new ArrayList<>();
    final List<DeliveryEntry> deliveries = new ArrayList<>();
    final List<ParkedAlert> parked = new ArrayList<>();
    /** The keys of the parked that were taken out. */
    final List<String> unparked = new ArrayList<>();
    /** What happened, in order. */
    final List<String> events = new ArrayList<>();

    /** What the fallback was told, if there is one. */
    final List<Post> fallbackPosts = new ArrayList<>();

    Function<Post, Answer> fallback = post -> Answer.delivered();
    /** How long the receiver must have been away before its fallback is told; none if it has no fallback. */
    Optional<Duration> fallbackAfter = Optional.empty();

    Function<Post, Answer> receiver = post -> Answer.delivered();
    Supplier<Answer> probed = Answer::delivered;
    BooleanSupplier commits = () -> true;
    BooleanSupplier logs = () -> true;
    /** How many records one poll brings at most. */
    int pollAtMost = Integer.MAX_VALUE;

    Duration linger = Duration.ZERO;
    int maxAlerts = 100;
    int maxBytes = 1 << 20;
    Optional<Duration> giveUpAfter = Optional.empty();
    Duration maxAge = Duration.ofDays(15);

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private long number;

    /** An attempt that the receiver saw. */
    record Post(LaneKey lane, Attempt attempt, Instant at) {
        Notification notification() {
            return attempt.notification();
        }

        String messageId() {
            return attempt.messageId();
        }

        List<String> instances() {
            return notification()
                    .lines()
                    .map(line -> line.latest().alert().label("instance"))
                    .toList();
        }
    }

    /** How an attempt ends, and after what time. */
    record Answer(Outcome outcome, Duration takes) {
        static Answer delivered() {
            return new Answer(new Outcome.Delivered(""), Duration.ZERO);
        }

        static Answer refused() {
            return new Answer(new Outcome.Refused("400 no"), Duration.ZERO);
        }

        static Answer suspended() {
            return new Answer(new Outcome.Suspended("503 disabled"), Duration.ZERO);
        }

        static Answer down() {
            return new Answer(
                    new Outcome.Retryable("no connection", Outcome.Fate.NOT_STORED, null), Duration.ofMillis(5));
        }

        static Answer hanging() {
            return new Answer(
                    new Outcome.Retryable("no answer in time", Outcome.Fate.UNKNOWN, null), Duration.ofSeconds(8));
        }
    }

    private record Due(Instant at, long number, Runnable what) {}

    Instant now() {
        return clock.instant();
    }

    LaneSettings settings(LaneKey key) {
        String severity = key.topic().substring("alerts.".length());
        int rank = List.of("critical", "warning", "info").indexOf(severity);
        return new LaneSettings(severity, rank, linger, maxAlerts, maxBytes, 4 << 20, giveUpAfter, maxAge);
    }

    /** Appends a record; returns its offset. */
    long put(LaneKey key, RoutedAlert routed) {
        return put(key, routed, 500);
    }

    long put(LaneKey key, RoutedAlert routed, int bytes) {
        List<Optional<LaneRecord>> topic = topic(key);
        topic.add(Optional.of(new LaneRecord(topic.size(), now(), bytes, routed)));
        return topic.size() - 1L;
    }

    /** Appends one firing alert per instance. */
    void put(LaneKey key, String... instances) {
        for (String instance : instances) {
            put(key, Routed.firing(instance));
        }
    }

    /** Appends what is addressed to others, or a marker. */
    void putForeign(LaneKey key) {
        topic(key).add(Optional.empty());
    }

    List<Optional<LaneRecord>> topic(LaneKey key) {
        return topics.computeIfAbsent(key, any -> new ArrayList<>());
    }

    /** The offset that stands in Kafka. */
    long offset(LaneKey key) {
        return Optional.ofNullable(committed.get(key)).map(Commitment::offset).orElse(0L);
    }

    /** The plan that stands in Kafka. */
    Optional<Plan> plan(LaneKey key) {
        return Optional.ofNullable(committed.get(key)).flatMap(Commitment::plan);
    }

    Totals totals(LaneKey key) {
        return Optional.ofNullable(committed.get(key)).map(Commitment::totals).orElse(Totals.NONE);
    }

    /** Where a lane of a new assignment goes on. */
    LaneStart start(LaneKey key) {
        return Optional.ofNullable(committed.get(key))
                .map(found -> new LaneStart(
                        found.offset(), found.plan(), found.totals(), found.born(), true, found.fallback()))
                .orElseGet(() -> new LaneStart(0, Optional.empty(), Totals.NONE, now(), false));
    }

    MessageIds ids(LaneKey key) {
        return new MessageIds("cluster", key.topic(), key, "room");
    }

    void later(Duration after, Runnable what) {
        agenda.add(new Due(now().plus(after), number++, what));
    }

    /** Does what is due; returns whether anything was. */
    boolean doDue() {
        boolean any = false;
        for (Due due = agenda.peek(); due != null && !due.at().isAfter(now()); due = agenda.peek()) {
            agenda.remove(due);
            due.what().run();
            any = true;
        }
        return any;
    }

    /** When something ends that is under way, or {@link Instant#MAX}. */
    Instant nextDue() {
        return Optional.ofNullable(agenda.peek()).map(Due::at).orElse(Instant.MAX);
    }

    /** The attempts that told this instance. */
    List<Post> postsOf(String instance) {
        return posts.stream()
                .filter(post -> post.instances().contains(instance))
                .toList();
    }
}
