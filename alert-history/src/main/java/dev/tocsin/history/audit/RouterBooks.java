package dev.tocsin.history.audit;

import dev.tocsin.history.audit.Breach.Kind;
import dev.tocsin.history.audit.Course.Telling;
import dev.tocsin.history.life.Recalled;
import dev.tocsin.history.log.Span;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Decider;
import dev.tocsin.model.decision.Decision;
import dev.tocsin.model.decision.Decision.Duplicate;
import dev.tocsin.model.decision.Decision.Forgotten;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.decision.Decision.NotDue;
import dev.tocsin.model.decision.Decision.Stale;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds up what the router did. What it told stands in the severity topics, and that is the truth; why it did not tell
 * the rest is decided anew, by the rules as of now. Fed in this order: what was rejected, present states, tellings, what
 * was accepted; then {@link #close}, and so on with other alerts. For one thread.
 */
public final class RouterBooks {
    /** Clocks of routers and brokers differ, and who decides does so a little later. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** So long before it is routed an alert may have been accepted without anybody having been down. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private enum Count {
        DUPLICATE,
        STALE,
        MUTED,
        REJECTED,
        NEWS,
        PENDING,
        UNKNOWN,
        MISSING
    }

    private final Ground ground;
    private final Policy policy;
    private final Decider decider;
    private final Once once = new Once();
    private final Set<String> rejected = new HashSet<>();
    private final Map<Identity, Course> courses = new HashMap<>();
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final List<Breach> breaches = new ArrayList<>();
    private long neverReceived;

    /**
     * Where the books are opened.
     *
     * @param span what is counted
     * @param read whether the router was past a record when the reading began
     * @param nothingBefore whether nothing was ever accepted before the span
     */
    public record Ground(Span span, Predicate<Place> read, boolean nothingBefore) {}

    /** Opens the books; what was not told is judged by these rules. */
    public RouterBooks(Ground ground, Policy policy, DecisionRules rules) {
        this.ground = ground;
        this.policy = policy;
        this.decider = new Decider(policy, rules);
    }

    /** Something was rejected that was read there: {@code topic-partition@offset}. */
    public void rejected(String origin) {
        rejected.add(origin);
    }

    /** What is known of an alert now. If nothing was told of it since before the span, that was known all the time. */
    public void standing(AlertState state) {
        Instant from = ground.span().from();
        if (state.lastNotified().isBefore(from) && state.changedAt().isBefore(from)) {
            course(state.identity()).now(state);
        }
    }

    /** There is nothing known of this alert now. */
    public void forgotten(Identity identity) {
        courses.remove(identity);
    }

    /** A telling since the beginning of the span; what a replay wrote is none. */
    public void routed(RoutedAlert routed, Place place, Instant at) {
        Instant to = ground.span().to();
        boolean may = at.isBefore(to) || routed.received().receivedAt().isBefore(to.plus(UNDER_WAY));
        if (routed.reason() == Reason.EXPIRED) {
            course(routed.identity()).expired(at);
        } else if (may) {
            course(routed.identity()).told(routed, place(place), at);
        }
    }

    /** A record that was accepted since the beginning of the span, in the order of its partition. */
    public void accepted(ReceivedAlert received, Place place, Instant at) {
        Course course = course(received.identity());
        if (!ground.span().holds(at)) {
            // A telling of the span may be found to be of it: brokers' clocks differ.
            var _ = course.take(received);
            return;
        }
        count(judged(course, received, place, at));
    }

    /** A record that can't be read. Whether that is as it should be: it was rejected, or is going to be. */
    public boolean unreadable(Place place, Instant at) {
        boolean known = rejected.contains(place.text());
        boolean pending = !ground.read().test(place);
        if (ground.span().holds(at)) {
            count(known ? Count.REJECTED : pending ? Count.PENDING : Count.UNKNOWN);
        }
        return known || pending;
    }

    private Course course(Identity identity) {
        Course course = courses.get(identity);
        if (course == null) {
            course = new Course(once);
            if (ground.nothingBefore()) {
                course.now(null);
            }
            courses.put(once.of(identity), course);
        }
        return course;
    }

    private Place place(Place place) {
        return new Place(once.of(place.topic()), place.partition(), place.offset());
    }

    private void count(Count what) {
        counts.merge(what, 1L, Long::sum);
    }

    private Count judged(Course course, ReceivedAlert received, Place place, Instant at) {
        if (rejected.contains(place.text())) {
            return Count.REJECTED;
        }
        forget(course, at);
        return course.take(received)
                .map(telling -> {
                    course.now(Recalled.after(course.state(), telling.group(), received, at));
                    return Count.NEWS;
                })
                .orElseGet(() -> ground.read().test(place) ? untold(course, received, place, at) : Count.PENDING);
    }

    private void forget(Course course, Instant at) {
        AlertState state = course.state();
        boolean over = state != null && !(decider.onTime(state, at) instanceof NotDue);
        if (course.wasExpired(at) || over) {
            course.now(null);
        }
    }

    private Count untold(Course course, ReceivedAlert received, Place place, Instant at) {
        Decision decision = decided(course, received, at);
        return switch (decision) {
            case Duplicate(AlertState next) -> {
                course.now(next);
                yield Count.DUPLICATE;
            }
            // The end of what is not known: it may have been told before.
            case Stale(Stale.Why why) ->
                why == Stale.Why.UNKNOWN_END && !course.isKnown() ? Count.UNKNOWN : Count.STALE;
            case News news -> untold(course, news, place, at);
            case Forgotten forgotten -> throw unexpected(forgotten);
            case NotDue notDue -> throw unexpected(notDue);
        };
    }

    /** When a repeat is due depends on the router's clock: it is missed only if it was due a while before. */
    private Decision decided(Course course, ReceivedAlert received, Instant at) {
        Incoming incoming = new Incoming(received, at);
        Decision decision = decider.decide(course.state(), incoming, at);
        if (decision instanceof News) {
            Decision before = decider.decide(course.state(), incoming, at.minus(SKEW));
            return before instanceof News ? decision : before;
        }
        return decision;
    }

    private Count untold(Course course, News news, Place place, Instant at) {
        boolean known = course.isKnown();
        boolean muted = RoutedAlert.of(news, policy).isEmpty();
        if (known || muted) {
            course.now(news.next());
        }
        if (!known) {
            return Count.UNKNOWN;
        }
        if (muted) {
            return Count.MUTED;
        }
        breaches.add(new Breach(
                Kind.NEVER_ROUTED,
                "",
                news.next().alert().name(),
                news.next().identity(),
                0,
                place,
                at,
                "by the rules as of now it is told as " + word(news.reason())));
        return Count.MISSING;
    }

    static String word(Reason reason) {
        return switch (reason) {
            case FIRING -> "firing";
            case RESOLVED -> "resolved";
            case REFIRED -> "firing again";
            case REPEAT -> "a repeat";
            case EXPIRED -> "no longer heard of";
            case REPLAY -> "told again";
        };
    }

    /** These alerts are done: what is left of their tellings was never accepted. */
    public void close() {
        courses.values().stream()
                .flatMap(course -> course.left().stream())
                .filter(this::isUnexplained)
                .forEach(telling -> {
                    neverReceived += telling.group().size();
                    RoutedAlert routed = telling.group().getFirst();
                    breaches.add(new Breach(
                            Kind.NEVER_RECEIVED,
                            "",
                            routed.alert().name(),
                            routed.identity(),
                            routed.seq(),
                            telling.place(),
                            telling.at(),
                            ""));
                });
        courses.clear();
        once.forget();
    }

    /** What was accepted before the span may be routed in it. */
    private boolean isUnexplained(Telling telling) {
        Instant received = telling.group().getFirst().received().receivedAt();
        boolean before = received.isBefore(ground.span().from().plus(UNDER_WAY));
        return ground.span().holds(telling.at()) && (ground.nothingBefore() || !before);
    }

    /** The sums. */
    public Routed sums() {
        return new Routed(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                of(Count.DUPLICATE),
                of(Count.STALE),
                of(Count.MUTED),
                of(Count.REJECTED),
                of(Count.NEWS),
                of(Count.PENDING),
                of(Count.UNKNOWN),
                neverReceived);
    }

    private long of(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    /** The alerts that break them. */
    public List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    private static IllegalStateException unexpected(Decision decision) {
        return new IllegalStateException("only a timer decides this: " + decision);
    }
}
