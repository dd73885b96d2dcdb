package dev.tocsin.history.replay;

import static dev.tocsin.history.replay.Night.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.ask.Filter;
import dev.tocsin.history.fate.Offsets;
import dev.tocsin.history.replay.Question.Mode;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Addresses.To;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random nights: the planner takes what an implementation takes that keeps every record and looks through all. */
class PlannerAgainstNaiveTest {
    private static final List<String> RECEIVERS = List.of("ops", "payments", "testroom", "gone", "null");
    private static final Set<String> FIRING = Set.of("db0", "web1", "db2");
    private static final List<End> ENDS = List.of(End.values());
    private static final Set<End> TOLD = Set.of(End.DELIVERED, End.SUPERSEDED, End.REPLAYED);
    private static final List<Mode> MODES = List.of(Mode.values());

    private static final List<Filter> FILTERS = List.of(
            Filter.all(),
            new Filter(Set.of("ops", "payments"), Set.of("critical"), List.of()),
            new Filter(Set.of(), Set.of(), List.of(Matcher.parse("replica=\"a\""))));

    private record Written(RoutedAlert routed, Place place) {}

    private final List<Written> records = new ArrayList<>();
    private final List<DeliveryEntry> entries = new ArrayList<>();
    private final Policy policy = Night.policy();
    private final Offsets offsets = Night.offsets();

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    /** Tellings in one record, or in one per group, whose ends are written not at all, once, or more often. */
    private void happen(Random random) {
        long[] next = {95, 95};
        long[] seq = new long[12];
        while (next[0] < 200 && next[1] < 200) {
            int alert = random.nextInt(seq.length);
            String instance = (alert % 2 == 0 ? "db" : "web") + alert;
            List<String> names = new ArrayList<>(RECEIVERS);
            Collections.shuffle(names, random);
            seq[alert]++;
            String replica = random.nextBoolean() ? "a" : "b";
            int first = 1 + random.nextInt(2);
            write(
                    random,
                    told(replica, instance, seq[alert], names.subList(0, first).toArray(String[]::new)),
                    next);
            if (random.nextInt(4) == 0) {
                write(random, told(replica, instance, seq[alert], names.get(first)), next);
            }
        }
        Collections.shuffle(entries, random);
        // Partitions are not read in step, each is in order.
        if (random.nextBoolean()) {
            records.sort(
                    (a, b) -> Integer.compare(a.place().partition(), b.place().partition()));
        }
    }

    /** Some labels are ignored: they vary within one alert. */
    private static RoutedAlert told(String replica, String instance, long seq, String... receivers) {
        RoutedAlert routed = Night.told(instance, seq, receivers);
        Map<String, String> labels = new HashMap<>(routed.alert().labels());
        labels.put("replica", replica);
        return Night.with(routed, labels);
    }

    private void write(Random random, RoutedAlert routed, long[] next) {
        int partition = random.nextInt(2);
        Place place = at(partition, next[partition]++);
        if (Night.WINDOW.holds(place)) {
            records.add(new Written(routed, place));
        }
        for (String receiver : RECEIVERS) {
            boolean addressed = routed.receivers().contains(receiver);
            int count = random.nextInt(addressed ? 3 : 12) == 0 ? 1 + random.nextInt(2) : 0;
            for (int i = 0; i < count; i++) {
                entries.add(Night.entry(receiver, routed, place, ENDS.get(random.nextInt(ENDS.size()))));
            }
        }
    }

    private static Question anyQuestion(Random random) {
        Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));
        Optional<String> elsewhere =
                random.nextInt(3) == 0 ? Optional.of(random.nextBoolean() ? "testroom" : "payments") : Optional.empty();
        return new Question(MODES.get(random.nextInt(MODES.size())), filter, random.nextBoolean(), elsewhere);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesTheSame(int seed) {
        Random random = new Random(seed);
        happen(random);
        Question question = anyQuestion(random);
        Plan plan = planned(question);
        Set<String> naive = naive(question);
        Set<String> found = new TreeSet<>();
        plan.entries()
                .forEach(entry -> Stream.concat(entry.history().first().stream(), entry.history().last().stream())
                        .filter(Telling::taken)
                        .forEach(telling ->
                                found.add(name(entry.to(), entry.routed(), telling.seq(), telling.place()))));
        assertThat(plan.entries())
                .as("seed %d: short enough to be seen in full", seed)
                .allMatch(entry -> entry.history().leftOut() == 0);
        assertThat(found).as("seed %d", seed).isEqualTo(naive);
        plan.entries().forEach(entry -> coversWhatIsToldAndNothingElse(seed, entry));
        Plan.Counts counts = plan.counts();
        long skipped =
                counts.skipped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(counts.matched()).as("seed %d", seed).isEqualTo(naive.size());
        assertThat(counts.read()).as("seed %d", seed).isEqualTo(records.size());
        assertThat(counts.tellings())
                .as("seed %d: tellings = matched + skipped", seed)
                .isEqualTo(counts.matched() + skipped)
                .isGreaterThanOrEqualTo(records.size());
    }

    /** What is booked as told is told, or was; several records of one telling in several groups are one. */
    private void coversWhatIsToldAndNothingElse(int seed, Plan.Entry entry) {
        Set<Long> told = Stream.concat(entry.history().first().stream(), entry.history().last().stream())
                .filter(Telling::taken)
                .map(Telling::seq)
                .collect(Collectors.toSet());
        List<Written> covered = records.stream()
                .filter(written ->
                        written.routed().identity().equals(entry.routed().identity())
                                && entry.covers().stream().anyMatch(stretch -> holds(stretch, written.place())))
                .toList();
        assertThat(covered)
                .as("seed %d: %s", seed, entry)
                .allMatch(written -> told.contains(written.routed().seq())
                        || TOLD.stream().anyMatch(end -> has(entry.to(), written.place(), end))
                        || (entry.to().equals(entry.receiver()) && !nothingElseBrings(written, entry.to())));
        assertThat(covered.stream().map(written -> written.routed().seq()))
                .as("seed %d: %s", seed, entry)
                .containsAll(told);
        assertThat(entry.covers()).as("seed %d", seed).hasSizeLessThanOrEqualTo(covered.size());
    }

    private static boolean holds(Stretch stretch, Place place) {
        return stretch.topic().equals(place.topic())
                && stretch.partition() == place.partition()
                && stretch.first() <= place.offset()
                && place.offset() <= stretch.last();
    }

    private Plan planned(Question question) {
        Planner planner = new Planner("this", question, Night.WINDOW, policy, offsets);
        entries.forEach(planner::delivery);
        records.forEach(written -> planner.routed(written.routed(), written.place()));
        FIRING.forEach(instance -> planner.state(Night.state(Night.told(instance, 1, "ops"), policy)));
        return planner.plan(Night.NOW);
    }

    private Set<String> naive(Question question) {
        Set<String> taken = new TreeSet<>();
        for (Written written : records) {
            boolean fires = FIRING.contains(instance(written.routed()));
            RECEIVERS.stream()
                    .filter(receiver -> taken(question, written, receiver) && isFirst(question, written, receiver))
                    .filter(_ -> fires || !question.firing())
                    .forEach(receiver -> taken.add(name(
                            question.elsewhere().orElse(receiver),
                            written.routed(),
                            written.routed().seq(),
                            written.place())));
        }
        return taken;
    }

    /** Of what was sent elsewhere in several groups, one is taken. */
    private boolean isFirst(Question question, Written written, String receiver) {
        return written.routed().receivers().contains(receiver)
                || records.stream()
                        .filter(other -> sameTelling(written, other) && taken(question, other, receiver))
                        .map(Written::place)
                        .min(Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset))
                        .equals(Optional.of(written.place()));
    }

    private static boolean sameTelling(Written one, Written other) {
        return other.routed().identity().equals(one.routed().identity())
                && other.routed().seq() == one.routed().seq();
    }

    private static String name(String to, RoutedAlert routed, long seq, Place place) {
        return to + " " + instance(routed) + " " + seq + " " + place.partition() + "@" + place.offset();
    }

    private static String instance(RoutedAlert routed) {
        return routed.alert().label("instance");
    }

    private boolean taken(Question question, Written written, String receiver) {
        RoutedAlert routed = written.routed();
        boolean addressed = routed.receivers().contains(receiver);
        boolean now = question.mode() == Mode.AS_ROUTED_NOW;
        Optional<To> route = policy.addresses(routed.alert())
                .receivers()
                .filter(to -> to.receiver().equals(receiver))
                .findFirst();
        String to = question.elsewhere().orElse(receiver);
        if (!question.filter().wants(receiver, routed)
                || (routed.receivers().contains(to) && waits(to, written.place()))
                || policy.receiver(to).flatMap(Receiver::transport).isEmpty()
                || (!to.equals(receiver)
                        && question.mode() != Mode.ALL
                        && TOLD.stream().anyMatch(end -> has(to, written.place(), end)))
                || (!addressed && !now)
                || (now
                        && route.filter(r -> r.sendResolved() || routed.firing())
                                .isEmpty())) {
            return false;
        }
        if (!addressed) {
            return nothingElseBrings(written, receiver)
                    && settled(receiver, written.place()).isEmpty();
        }
        boolean parked = has(receiver, written.place(), End.PARKED);
        boolean read = offsets.byReceiver().containsKey(receiver);
        boolean passed = offsets.passed(receiver, written.place());
        if (question.mode() == Mode.ALL) {
            boolean elsewhere = question.elsewhere().isPresent();
            return passed || elsewhere || settled(receiver, written.place()).isPresent() || !read;
        }
        return settled(receiver, written.place()).isEmpty() && (read ? passed : parked || now);
    }

    private boolean waits(String receiver, Place place) {
        return offsets.knows(receiver)
                && !offsets.passed(receiver, place)
                && settled(receiver, place).isEmpty();
    }

    /** Neither addressed by another record of the telling, nor told there for somebody else. */
    private boolean nothingElseBrings(Written written, String receiver) {
        return records.stream()
                .filter(other -> sameTelling(written, other))
                .noneMatch(other -> other.routed().receivers().contains(receiver)
                        || settled(receiver, other.place()).isPresent());
    }

    private Optional<DeliveryEntry> settled(String receiver, Place place) {
        return entries.stream()
                .filter(entry -> entry.end() != End.PARKED
                        && entry.receiver().equals(receiver)
                        && entry.place().equals(place))
                .findFirst();
    }

    private boolean has(String receiver, Place place, End end) {
        return entries.stream()
                .anyMatch(entry -> entry.end() == end
                        && entry.receiver().equals(receiver)
                        && entry.place().equals(place));
    }
}
