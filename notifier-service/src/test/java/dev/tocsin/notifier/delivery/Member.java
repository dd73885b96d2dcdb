package dev.tocsin.notifier.delivery;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.World.Answer;
import dev.tocsin.notifier.delivery.World.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One member of the consumer group: drives its lanes as the poll thread does, without threads. */
final class Member {
    final World world;
    static final String FALLBACK = "oncall-mail";

    final ReceiverLanes lanes;
    final ReceiverLanes fallback;
    private final Map<LaneKey, Long> positions = new HashMap<>();
    boolean mayPost = true;
    private boolean alive = true;

    Member(World world, RandomGenerator random) {
        this(world, random, Limiter.none());
    }

    Member(World world, RandomGenerator random, Limiter limiter) {
        this.world = world;
        this.lanes = new ReceiverLanes(Routed.RECEIVER, limiter, random);
        this.fallback = new ReceiverLanes(FALLBACK, Limiter.none(), random);
    }

    /** Owns a partition from now on. */
    Member open(LaneKey... keys) {
        for (LaneKey key : keys) {
            LaneStart start = world.start(key);
            LaneSettings settings = world.settings(key);
            Lane lane = new Lane(key, settings, world.ids(key), start, world.now());
            if (world.fallbackAfter.isPresent() && settings.rank() == 0) {
                LaneKey there = new LaneKey(FALLBACK, key.topic(), key.partition());
                MessageIds ids = new MessageIds("cluster", key.topic(), there, "mailbox");
                LaneStart begin = start.ofFallback();
                Lane teller = new Lane(there, settings.insteadOf(Routed.RECEIVER), ids, begin, world.now());
                fallback.open(teller, begin.plan(), world.now());
                lane.withFallback(FALLBACK, teller, start);
            }
            lanes.open(lane, start.plan(), world.now());
            positions.put(key, start.readFrom());
        }
        return this;
    }

    /** No longer owns it. */
    void close(LaneKey key) {
        lanes.close(key);
        fallback.close(new LaneKey(FALLBACK, key.topic(), key.partition()));
        positions.remove(key);
    }

    /** Lets a partition go in good order. */
    void handOver(LaneKey key) {
        lanes.handOver(List.of(key));
        world.doDue();
        perform(lanes.takeTodos());
        world.doDue();
        if (world.commits.getAsBoolean()) {
            world.committed.put(key, lane(key).commitment());
        }
    }

    /** Ends without a word: whatever is under way is told to nobody. */
    void crash() {
        alive = false;
        positions.clear();
    }

    boolean owns(LaneKey key) {
        return positions.containsKey(key);
    }

    Lane lane(LaneKey key) {
        return lanes.lane(key).orElseThrow();
    }

    /** One poll and all that follows, until nothing more happens at this time. */
    void round() {
        do {
            once();
        } while (world.doDue());
    }

    /** One poll and what is asked for then; how that ends is told later. */
    void once() {
        positions.replaceAll(
                (key, position) -> read(lane(key), lane(key).readAgainFrom().orElse(position)));
        perform(lanes.tick(world.now()));
        world.fallbackAfter.ifPresent(after -> {
            lanes.fallBack(after, world.now());
            perform(fallback.tick(world.now()));
        });
        commit();
    }

    private long read(Lane lane, long position) {
        List<Optional<LaneRecord>> topic = world.topic(lane.key());
        long next = position;
        while (next < topic.size() && (!lane.full() || lane.spill()) && next - position < world.pollAtMost) {
            topic.get((int) next).ifPresent(waiting -> lane.add(waiting, world.now()));
            next++;
        }
        lane.advance(next);
        return next;
    }

    /** Lets time pass, doing what becomes due. */
    void run(Duration time) {
        Instant end = world.now().plus(time);
        round();
        while (world.now().isBefore(end)) {
            Instant next = List.of(
                            lanes.wakeAt(world.now()),
                            fallback.wakeAt(world.now()),
                            world.nextDue(),
                            world.now().plusMillis(500),
                            end)
                    .stream()
                    .min(Instant::compareTo)
                    .orElseThrow();
            world.clock.set(next.isAfter(world.now()) ? next : world.now().plusMillis(1));
            world.doDue();
            round();
        }
    }

    void perform(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Post(Lane lane, Attempt attempt) -> {
                    Post post = new Post(lane.key(), attempt, world.now());
                    boolean there = isFallback(lane);
                    (there ? world.fallbackPosts : world.posts).add(post);
                    world.events.add("post " + post.instances());
                    Answer answer = (there ? world.fallback : world.receiver).apply(post);
                    told(answer, () -> tier(lane).posted(lane, answer.outcome(), world.now()));
                }
                case Action.Probe(Lane lane) -> {
                    world.probes.add(world.now());
                    world.events.add("probe");
                    Answer answer = world.probed.get();
                    told(answer, () -> tier(lane).probed(lane, answer.outcome(), world.now()));
                }
                case Action.WriteDown write -> writeDown(write);
            }
        }
    }

    private static boolean isFallback(Lane lane) {
        return lane.key().receiver().equals(FALLBACK);
    }

    private ReceiverLanes tier(Lane lane) {
        return isFallback(lane) ? fallback : lanes;
    }

    private void told(Answer answer, Runnable how) {
        world.later(answer.takes(), () -> {
            if (alive) {
                world.events.add("outcome " + answer.outcome().getClass().getSimpleName());
                how.run();
            }
        });
    }

    private void writeDown(Action.WriteDown write) {
        boolean kept = world.logs.getAsBoolean();
        if (kept) {
            world.deliveries.addAll(write.entries());
            if (!isFallback(write.lane())) {
                world.parked.addAll(write.parked());
            }
            world.unparked.addAll(write.unparked());
        }
        world.events.add((kept ? "log " : "no log ") + write.entries().size());
        world.later(Duration.ZERO, () -> {
            if (alive) {
                tier(write.lane()).recorded(write.lane(), kept, world.now());
            }
        });
    }

    private void commit() {
        Map<Lane, Commitment> due = lanes.commits(world.now());
        if (due.isEmpty()) {
            return;
        }
        boolean stands = world.commits.getAsBoolean();
        due.forEach((lane, commitment) -> {
            if (stands) {
                world.committed.put(lane.key(), commitment);
            }
            world.events.add((stands ? "commit " : "no commit ")
                    + commitment.offset()
                    + commitment.plan().map(plan -> " plan to " + plan.end()).orElse(""));
        });
        world.later(Duration.ZERO, () -> {
            if (!alive) {
                return;
            }
            if (stands) {
                lanes.committed(due, world.now(), mayPost);
                perform(lanes.takeTodos());
                perform(fallback.takeTodos());
            } else {
                lanes.notCommitted(due.keySet(), world.now());
            }
        });
    }

    /** The outcome of an attempt that ends only when a test says so. */
    static Answer never() {
        return new Answer(new Outcome.Retryable("never", Outcome.Fate.UNKNOWN, null), Duration.ofDays(365));
    }
}
