package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.World.CRITICAL;
import static dev.tocsin.notifier.delivery.World.INFO;
import static dev.tocsin.notifier.delivery.World.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Retold;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two members of a group, four partitions, a receiver with moods: what happens next is drawn by lot. */
final class LaneSimulation {
    private static final List<LaneKey> LANES =
            List.of(CRITICAL, new LaneKey(Routed.RECEIVER, "alerts.critical", 1), WARNING, INFO);
    private static final List<Mood> MOODS_THERE = List.of(Mood.FINE, Mood.DOWN, Mood.UNSURE);
    private static final int ALERTS_PER_LANE = 6;
    /** The alerts that the receiver never takes. */
    private static final Set<String> POISON = Set.of("0/3", "2/5");

    private final Random random;
    private final World world = new World();
    private final Ledger ledger;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, RoutedAlert> latest = new HashMap<>();
    private Mood mood = Mood.FINE;
    private Mood moodThere = Mood.FINE;
    /** What each was shown, if they take ids. */
    private final ToldOnce told;

    private final ToldOnce toldThere;
    private boolean kafkaIsIll;
    private int toldAtTheFallback;
    private long replays;

    private enum Mood {
        FINE,
        DOWN,
        UNSURE,
        SUSPENDED,
        ARCHIVED
    }

    /** {@code once}: the receiver and its fallback show a message once, whatever comes under its id again. */
    LaneSimulation(Random random, boolean once) {
        this.random = random;
        this.told = new ToldOnce(once);
        this.toldThere = new ToldOnce(once);
        this.ledger = new Ledger(world, LANES);
        world.maxAlerts = 1 + random.nextInt(12);
        world.linger = Duration.ofMillis(random.nextInt(3_000));
        world.receiver = this::answer;
        world.probed = () -> new Answer(probeOutcome(), Duration.ofMillis(random.nextInt(300)));
        world.fallbackAfter = random.nextBoolean() ? Optional.of(Duration.ofSeconds(4)) : Optional.empty();
        world.fallback = once
                ? this::answerThere
                : post -> new Answer(fallbackOutcome(), Duration.ofMillis(random.nextInt(400)));
        world.commits = () -> !kafkaIsIll || random.nextInt(3) > 0;
        world.logs = () -> !kafkaIsIll || random.nextInt(3) > 0;
        members.add(new Member(world, random));
        members.add(new Member(world, random));
        LANES.forEach(lane -> members.get(random.nextInt(2)).open(lane));
    }

    void step() {
        int lot = random.nextInt(1_000);
        if (lot < 130) {
            tell(LANES.get(random.nextInt(LANES.size())));
        } else if (lot < 150) {
            world.putForeign(LANES.get(random.nextInt(LANES.size())));
        } else if (lot < 152) {
            crash(random.nextInt(2));
        } else if (lot < 158) {
            handOver(LANES.get(random.nextInt(LANES.size())));
        } else if (lot < 168) {
            mood = Mood.values()[random.nextInt(Mood.values().length)];
            moodThere = MOODS_THERE.get(random.nextInt(MOODS_THERE.size()));
            kafkaIsIll = random.nextInt(4) == 0;
        } else if (lot < 500) {
            world.clock.advance(Duration.ofMillis(random.nextInt(1_500)));
            world.doDue();
        } else {
            members.get(random.nextInt(2)).once();
            world.doDue();
        }
        ledger.check();
    }

    /** The next state of one of a lane's alerts. */
    private void tell(LaneKey lane) {
        String name = LANES.indexOf(lane) + "/" + random.nextInt(ALERTS_PER_LANE);
        RoutedAlert before = latest.get(name);
        if (before != null && random.nextInt(10) == 0) {
            world.put(lane, again(lane, before));
            return;
        }
        Reason reason = next(before);
        boolean begins = reason == Reason.FIRING || reason == Reason.REFIRED;
        Routed next = Routed.alert("Simulated" + name.charAt(name.length() - 1) % 2)
                .label("instance", name)
                .seq(before == null ? 1 : before.seq() + 1)
                .episode(before == null ? 1 : before.episode() + (begins ? 1 : 0));
        RoutedAlert routed = reason == Reason.RESOLVED
                ? next.resolvedAfter(Duration.ofMinutes(1)).told()
                : next.because(reason).told();
        latest.put(name, routed);
        world.put(lane, routed);
    }

    /** A replay of its own each time, which takes something out of the parked that nothing else does. */
    private RoutedAlert again(LaneKey lane, RoutedAlert last) {
        replays++;
        return Retold.of(last)
                .by("r" + replays)
                .covering(lane.topic(), lane.partition(), 0, 0, last.seq())
                .parked(1_000_000L + replays)
                .told();
    }

    private Reason next(@Nullable RoutedAlert before) {
        if (before == null) {
            return Reason.FIRING;
        }
        if (!before.firing()) {
            return random.nextBoolean() ? Reason.FIRING : Reason.REFIRED;
        }
        return random.nextInt(3) == 0 ? Reason.REPEAT : Reason.RESOLVED;
    }

    private Answer answer(Post post) {
        ledger.posted(post);
        Duration takes = Duration.ofMillis(random.nextInt(400));
        if (told.has(post) && mood != Mood.DOWN && mood != Mood.SUSPENDED) {
            return new Answer(new Outcome.Delivered(""), takes);
        }
        if (post.instances().stream().anyMatch(POISON::contains) && (mood == Mood.FINE || mood == Mood.UNSURE)) {
            return new Answer(new Outcome.Refused("400 poison"), takes);
        }
        return switch (mood) {
            case FINE -> shown(post, new Outcome.Delivered(""), takes);
            case DOWN -> new Answer(new Outcome.Retryable("no connection", Outcome.Fate.NOT_STORED, null), takes);
            case UNSURE -> {
                Outcome unknown = new Outcome.Retryable("no answer in time", Outcome.Fate.UNKNOWN, null);
                yield random.nextBoolean()
                        ? shown(post, unknown, Duration.ofSeconds(8))
                        : new Answer(unknown, Duration.ofSeconds(8));
            }
            case SUSPENDED -> new Answer(new Outcome.Suspended("503"), takes);
            case ARCHIVED -> new Answer(new Outcome.Refused("400 room_is_archived"), takes);
        };
    }

    private Answer shown(Post post, Outcome outcome, Duration takes) {
        ledger.shown(post, outcome instanceof Outcome.Delivered);
        told.shown(post);
        return new Answer(outcome, takes);
    }

    private Answer answerThere(Post post) {
        Duration takes = Duration.ofMillis(random.nextInt(400));
        if (moodThere == Mood.DOWN) {
            return new Answer(new Outcome.Retryable("no connection", Outcome.Fate.NOT_STORED, null), takes);
        }
        boolean unsure = moodThere == Mood.UNSURE;
        if (!toldThere.has(post) && (!unsure || random.nextBoolean())) {
            toldThere.shown(post);
        }
        return unsure
                ? new Answer(new Outcome.Retryable("no answer in time", Outcome.Fate.UNKNOWN, null), takes)
                : new Answer(new Outcome.Delivered(""), takes);
    }

    private Outcome fallbackOutcome() {
        return switch (random.nextInt(4)) {
            case 0 -> new Outcome.Retryable("no answer in time", Outcome.Fate.UNKNOWN, null);
            case 1 -> new Outcome.Refused("400 no");
            default -> new Outcome.Delivered("");
        };
    }

    private Outcome probeOutcome() {
        return switch (mood) {
            case FINE -> new Outcome.Delivered("");
            case DOWN, UNSURE -> new Outcome.Retryable("no connection", Outcome.Fate.NOT_STORED, null);
            case SUSPENDED -> new Outcome.Suspended("503");
            case ARCHIVED -> new Outcome.Refused("400 room_is_archived");
        };
    }

    /** A member dies; the other one takes over, and a new one joins. */
    private void crash(int which) {
        Member dead = members.get(which);
        Member heir = members.get(1 - which);
        List<LaneKey> orphans = LANES.stream().filter(dead::owns).toList();
        orphans.forEach(ledger::lost);
        dead.crash();
        orphans.forEach(heir::open);
        members.set(which, new Member(world, random));
    }

    /** A partition moves to the other member, in the middle of whatever is under way. */
    private void handOver(LaneKey lane) {
        int owner = members.get(0).owns(lane) ? 0 : 1;
        if (random.nextBoolean()) {
            members.get(owner).handOver(lane);
        }
        ledger.lost(lane);
        members.get(owner).close(lane);
        members.get(1 - owner).open(lane);
    }

    /** Everything works again, and everything that waits is told. */
    void heal() {
        mood = Mood.FINE;
        moodThere = Mood.FINE;
        kafkaIsIll = false;
        for (int i = 0; i < 2_000 && !atRest(); i++) {
            members.forEach(Member::round);
            world.clock.advance(Duration.ofMillis(100));
            world.doDue();
        }
        toldAtTheFallback += world.fallbackPosts.size();
        assertThat(world.fallbackPosts)
                .as("no replay is told at a fallback")
                .allMatch(post -> post.notification().replayed() == 0);
        ledger.check();
        ledger.checkAtRest();
        toldThere.checkEnds(latest.values());
        assertThat(world.parked)
                .allSatisfy(parked -> assertThat(parked.reason())
                        .as("what became of %s", parked.routed().alert().label("instance"))
                        .startsWith("400"));
    }

    private boolean atRest() {
        return LANES.stream()
                        .allMatch(
                                lane -> world.offset(lane) == world.topic(lane).size())
                && members.stream()
                        .flatMap(member -> member.fallback.all().stream())
                        .allMatch(lane -> lane.pending() == 0);
    }

    long replays() {
        return replays;
    }

    long told() {
        return ledger.told();
    }

    int toldAtTheFallback() {
        return toldAtTheFallback;
    }

    long incidents() {
        return ledger.incidents();
    }
}
