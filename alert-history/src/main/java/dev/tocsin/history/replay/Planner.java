package dev.tocsin.history.replay;

import dev.tocsin.history.fate.Fates;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.fate.Shared;
import dev.tocsin.history.fate.Window;
import dev.tocsin.history.replay.Plan.Counts;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans a replay. It is fed in this order: deliveries and what is parked, then the routed records of the window, then
 * the present states of the {@link #candidates}. It keeps a bit per delivery, a few dozen bytes for the tellings of
 * every alert that was routed in the window, and in full only the alerts that are taken. For one thread.
 */
public final class Planner {
    private static final Comparator<Plan.Entry> ORDER = Comparator.comparing(
                    (Plan.Entry entry) -> entry.history().latest().at())
            .thenComparing(entry -> entry.routed().identity().toString())
            .thenComparing(Plan.Entry::receiver);

    private final Question question;
    private final Policy policy;
    private final Shared shared = new Shared();
    private final Fates fates;
    private final Rules rules;
    /** Most alerts have one receiver. */
    private final Map<Identity, List<Course>> courses = new HashMap<>();

    private final Map<Identity, AlertState> states = new HashMap<>();
    private final Map<Skip, Long> skipped = new EnumMap<>(Skip.class);
    private long read;
    private long tellings;

    /**
     * Refuses to tell somebody who is not there.
     *
     * @param id of the replay: what it has told already is not taken again
     * @param window the records that will be fed
     * @param policy which holds now
     * @param offsets read before the deliveries: what a receiver had passed by then has its entry by now
     */
    public Planner(String id, Question question, Window window, Policy policy, Offsets offsets) {
        question.elsewhere()
                .filter(name ->
                        policy.receiver(name).flatMap(Receiver::transport).isEmpty())
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no receiver " + name + " that can be told");
                });
        this.question = question;
        this.policy = policy;
        this.fates = new Fates(window, shared);
        this.rules = new Rules(id, question, policy, offsets, fates);
    }

    /** What became of a telling. One that is not in the window takes no memory. */
    public void delivery(DeliveryEntry entry) {
        fates.learn(entry);
    }

    /** What stands parked. The last word about each key counts. */
    public void parked(ParkedAlert parked) {
        fates.learn(parked);
    }

    /** Nothing stands parked under this key any more. */
    public void unparked(String key) {
        fates.unparked(key);
    }

    /** The record of a replay that its receiver has not come to yet. To be fed before the records of the window. */
    public void inLine(RoutedAlert routed) {
        fates.learnInLine(routed);
    }

    /** A record of the window, of each partition in order. Those that replays wrote don't belong here. */
    public void routed(RoutedAlert routed, Place place) {
        read++;
        consider(routed, place);
        of(routed.identity()).stream()
                .filter(course -> course.wasTakenBefore(routed.seq(), place))
                .filter(course -> !rules.isTold(to(course), routed, place))
                .forEach(course -> course.leftOut(routed.seq(), place));
    }

    /** What was picked of what stands parked: what stands between, and at other receivers, is not known here. */
    public void picked(ParkedAlert parked) {
        read++;
        consider(parked.receiver(), parked.routed(), parked.place(), Optional.empty());
        of(parked.routed().identity()).forEach(Course::end);
    }

    private String to(Course course) {
        return question.elsewhere().orElse(course.receiver());
    }

    private List<Course> of(Identity identity) {
        return courses.getOrDefault(identity, List.of());
    }

    private void consider(RoutedAlert routed, Place place) {
        if (question.mode() != Mode.AS_ROUTED_NOW) {
            routed.receivers().forEach(receiver -> consider(receiver, routed, place, Optional.empty()));
            return;
        }
        Map<String, To> now = policy.addresses(routed.alert())
                .receivers()
                .collect(Collectors.toMap(To::receiver, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        Stream.concat(routed.receivers().stream(), now.keySet().stream())
                .distinct()
                .forEach(receiver -> consider(receiver, routed, place, Optional.ofNullable(now.get(receiver))));
    }

    private void consider(String receiver, RoutedAlert routed, Place place, Optional<To> now) {
        tellings++;
        if (!question.filter().wants(receiver, routed)) {
            skip(Skip.FILTERED_OUT, 1);
            return;
        }
        Fate fate = rules.fate(receiver, routed, place);
        Optional<Skip> skip = rules.skip(receiver, new Rules.Heard(routed, place), fate, now);
        skip.ifPresent(why -> skip(why, 1));
        if (fate != Fate.NOT_SENT || skip.isEmpty()) {
            remember(receiver, routed, telling(receiver, routed, place, fate, skip.isEmpty()));
        }
    }

    private Telling telling(String receiver, RoutedAlert routed, Place place, Fate fate, boolean taken) {
        boolean parked = fate == Fate.PARKED || fate == Fate.SKIPPED;
        return new Telling(
                routed.seq(),
                routed.reason(),
                routed.routedAt(),
                shared.place(place),
                fate,
                parked ? fates.whyParked(receiver, routed, place) : "",
                taken);
    }

    private void remember(String receiver, RoutedAlert routed, Telling telling) {
        Course course = course(routed.identity(), receiver);
        course.add(telling);
        if (telling.taken()) {
            // Whether a receiver has it by another record is known at the end, and says nothing of who is told
            // elsewhere.
            boolean apart =
                    telling.fate() == Fate.NOT_SENT && question.elsewhere().isPresent();
            if (apart) {
                course.end();
            }
            course.taken(routed, telling.place(), shared);
            if (apart) {
                course.end();
            }
            // The same telling in another group stands parked under the same key.
            if (telling.fate() != Fate.NOT_SENT) {
                fates.standing(to(course), routed).ifPresent(_ -> course.parked(routed.seq()));
            }
        }
        // Whether another record of the same telling was addressed there, and what is told elsewhere of what several
        // have missed, is known at the end.
        if (question.mode() != Mode.AS_ROUTED_NOW && question.elsewhere().isEmpty()) {
            course.trim();
        }
    }

    private Course course(Identity identity, String receiver) {
        List<Course> known = courses.computeIfAbsent(shared.identity(identity), _ -> new ArrayList<>(1));
        return known.stream()
                .filter(course -> course.receiver().equals(receiver))
                .findFirst()
                .orElseGet(() -> {
                    Course course = new Course(shared.text(receiver));
                    known.add(course);
                    return course;
                });
    }

    private void skip(Skip why, long count) {
        if (count > 0) {
            skipped.merge(why, count, Long::sum);
        }
    }

    /** The alerts whose present states are wanted. */
    public Set<Identity> candidates() {
        return courses.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(course -> course.taken() > 0))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The present state of a candidate. The last word counts. */
    public void state(AlertState state) {
        states.put(state.identity(), state);
    }

    /** The alert was forgotten. */
    public void forgotten(Identity identity) {
        states.remove(identity);
    }

    /** The plan, as of this moment. To be asked for once, at the end. */
    public Plan plan(Instant asOf) {
        List<Plan.Entry> entries = courses.entrySet().stream()
                .flatMap(e -> entries(e.getKey(), e.getValue(), asOf))
                .sorted(ORDER)
                .toList();
        long matched = entries.stream().mapToLong(Plan.Entry::taken).sum();
        return new Plan(entries, new Counts(read, tellings, matched, skipped));
    }

    private Stream<Plan.Entry> entries(Identity identity, List<Course> ofAll, Instant asOf) {
        if (question.mode() == Mode.AS_ROUTED_NOW) {
            ofAll.forEach(course -> skip(Skip.REPEATED, course.merge()));
        }
        List<Course> taken = ofAll.stream().filter(course -> course.taken() > 0).toList();
        if (question.elsewhere().isEmpty() || taken.isEmpty()) {
            return taken.stream().flatMap(course -> entry(identity, course, course.receiver(), asOf).stream());
        }
        Course together = taken.getFirst();
        taken.stream().skip(1).forEach(course -> skip(Skip.REPEATED, together.join(course)));
        String missedBy = taken.stream().map(Course::receiver).sorted().collect(Collectors.joining(", "));
        return entry(identity, together, missedBy, asOf).stream();
    }

    private Optional<Plan.Entry> entry(Identity identity, Course course, String missedBy, Instant asOf) {
        RoutedAlert latest = course.latest();
        if (latest == null) {
            return Optional.empty();
        }
        Present present = Presents.of(Optional.ofNullable(states.get(identity)), asOf);
        if (question.firing() && !present.firing()) {
            skip(Skip.NOT_FIRING, course.taken());
            return Optional.empty();
        }
        return Optional.of(new Plan.Entry(
                latest,
                missedBy,
                to(course),
                course.history(),
                course.taken(),
                present,
                course.covers(),
                course.parked()));
    }
}
