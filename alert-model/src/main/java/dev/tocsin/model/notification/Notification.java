package dev.tocsin.model.notification;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one message tells one receiver: a batch in sections, one per group, each alert once with its last state.
 *
 * @param severity of all alerts in it
 * @param sections at least one, in the order in which their first alert came
 */
public record Notification(String severity, List<Section> sections) {
    /**
     * The alerts of one group.
     *
     * @param group the labels they share
     * @param lines at least one; firing ones first, else in the order in which they came
     */
    public record Section(Group group, List<Line> lines) {
        /** Copies the lines. */
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One alert.
     *
     * @param latest its last state in the batch
     * @param superseded earlier states in the batch, which this line tells too
     */
    public record Line(RoutedAlert latest, List<RoutedAlert> superseded) {
        /** Copies the states. */
        public Line {
            superseded = List.copyOf(superseded);
        }

        /** Whether it fired and ended within the batch, so that its firing was never told alone. */
        public boolean beganAndEnded() {
            return latest.ended() && superseded.stream().anyMatch(this::beganEpisode);
        }

        /** Whether it says what was, and not what is news. */
        public boolean replayed() {
            return latest.replay().isPresent();
        }

        /** Why it is told. To repeat what was never told alone is to tell it for the first time. */
        public Reason reason() {
            if (latest.reason() != Reason.REPEAT) {
                return latest.reason();
            }
            return superseded.stream()
                    .filter(this::beganEpisode)
                    .map(RoutedAlert::reason)
                    .findFirst()
                    .orElse(Reason.REPEAT);
        }

        private boolean beganEpisode(RoutedAlert earlier) {
            // A repeat is no beginning: what it repeats was told in an earlier message.
            boolean began = earlier.reason() == Reason.FIRING || earlier.reason() == Reason.REFIRED;
            return began && earlier.episode() == latest.episode();
        }
    }

    /**
     * How many alerts have the same name.
     *
     * @param name the label {@code alertname}, possibly empty
     * @param firing how many of them fire
     * @param ended how many have ended
     * @param replayed how many are told again
     */
    public record NameCount(String name, long firing, long ended, long replayed) {
        private static NameCount of(String name, List<Line> lines) {
            return new NameCount(
                    name,
                    lines.stream().filter(line -> line.latest().firing()).count(),
                    lines.stream().filter(line -> line.latest().ended()).count(),
                    lines.stream().filter(Line::replayed).count());
        }

        /** How many there are. */
        public long all() {
            return firing + ended + replayed;
        }
    }

    /** Copies the sections and refuses none. */
    public Notification {
        sections = List.copyOf(sections);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("sections is empty");
        }
    }

    /** Tells this batch, which stands in the order of its records and is not empty. */
    public static Notification of(List<RoutedAlert> batch) {
        Map<Group, Map<Object, List<RoutedAlert>>> groups = new LinkedHashMap<>();
        for (RoutedAlert routed : batch) {
            groups.computeIfAbsent(routed.group(), group -> new LinkedHashMap<>())
                    .computeIfAbsent(subject(routed), identity -> new ArrayList<>())
                    .add(routed);
        }
        return new Notification(
                batch.getFirst().severity(),
                groups.entrySet().stream()
                        .map(e -> new Section(e.getKey(), lines(e.getValue())))
                        .toList());
    }

    /**
     * What there is one line for in a section: an alert, and apart from it each thing that is told of it again. News does not
     * supersede a replay, nor the other way round.
     */
    public static Object subject(RoutedAlert routed) {
        return routed.replay()
                .<Object>map(replay -> List.of(routed.identity(), replay.id(), routed.seq()))
                .orElseGet(routed::identity);
    }

    private static List<Line> lines(Map<Object, List<RoutedAlert>> alerts) {
        List<Line> lines = alerts.values().stream()
                .map(states -> new Line(states.getLast(), states.subList(0, states.size() - 1)))
                .toList();
        return Stream.concat(
                        lines.stream().filter(line -> line.latest().firing()),
                        lines.stream().filter(line -> !line.latest().firing()))
                .toList();
    }

    /** All lines. */
    public Stream<Line> lines() {
        return sections.stream().flatMap(section -> section.lines().stream());
    }

    /**
     * Each alert once, even if it stands in several groups, with the latest of its states; in the order of the lines. What
     * a replay tells of it stands beside that: it would be lost otherwise. For receivers to whom an alert is a thing of its
     * own.
     */
    public Collection<RoutedAlert> alerts() {
        Map<Object, RoutedAlert> latest = new LinkedHashMap<>();
        lines().forEach(line -> latest.merge(
                subject(line.latest()), line.latest(), (one, other) -> other.seq() > one.seq() ? other : one));
        return latest.values();
    }

    /**
     * All lines, the most important first: what began to fire, then repeats, then what has ended; then what is told again,
     * first of alerts that fire.
     */
    public List<Line> byImportance() {
        return lines().sorted(Comparator.comparingInt(Notification::place)).toList();
    }

    private static int place(Line line) {
        return switch (line.reason()) {
            case FIRING, REFIRED -> 0;
            case REPEAT -> 1;
            case RESOLVED, EXPIRED -> 2;
            case REPLAY -> firesNow(line) ? 3 : 4;
        };
    }

    /** How many alerts of each name there are, the most frequent name first, then by name. */
    public List<NameCount> countsByName() {
        Map<String, List<Line>> byName = lines().collect(
                        Collectors.groupingBy(line -> line.latest().alert().name()));
        return byName.entrySet().stream()
                .map(e -> NameCount.of(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(NameCount::all).reversed().thenComparing(NameCount::name))
                .toList();
    }

    /** How many alerts fire. */
    public long firing() {
        return lines().filter(line -> line.latest().firing()).count();
    }

    /** How many alerts have ended. */
    public long ended() {
        return lines().filter(line -> line.latest().ended()).count();
    }

    /** How many lines say what was. */
    public long replayed() {
        return lines().filter(Line::replayed).count();
    }

    /** How many of those are about alerts that fire all the same. */
    public long replayedAndFiring() {
        return lines().filter(Notification::firesNow).count();
    }

    private static boolean firesNow(Line line) {
        return line.latest()
                .replay()
                .filter(replay -> replay.present().firing())
                .isPresent();
    }
}
