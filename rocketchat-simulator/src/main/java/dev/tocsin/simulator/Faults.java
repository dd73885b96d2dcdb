package dev.tocsin.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The faults in force; the first rule that matches a call decides it. */
public final class Faults implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int MAX_RULES = 100;

    private final List<Active> active = new ArrayList<>();
    private final LiveFeed feed;
    /** Changes with every {@link #set}: what a fault holds back is let go then. */
    private long generation;

    private boolean closed;

    private static final class Active {
        private final Random random;
        private FaultRule rule;

        private Active(FaultRule rule) {
            this.rule = rule;
            this.random = new Random(rule.seed());
        }
    }

    Faults(LiveFeed feed) {
        this.feed = feed;
    }

    /** Replaces all rules. Calls that hang because of an older one are let go. */
    public synchronized void set(List<FaultRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException("at most " + MAX_RULES + " rules");
        }
        active.clear();
        rules.forEach(rule -> active.add(new Active(rule)));
        generation++;
        notifyAll();
        LOG.atInfo().addKeyValue("rules", rules.size()).log("faults set");
        publish();
    }

    /** Replaces all rules by one. */
    public void set(FaultRule rule) {
        set(List.of(rule));
    }

    /** Everything works again. */
    public void clear() {
        set(List.of());
    }

    /** The rules in force, each with the count that is left. */
    public synchronized List<FaultRule> rules() {
        return active.stream().map(each -> each.rule).toList();
    }

    /** The fault for a call, which uses up one of its count. */
    synchronized Optional<Fault> take(String path, List<String> channels) {
        for (Active each : active) {
            FaultRule rule = each.rule;
            if (rule.matches(path, channels) && each.random.nextDouble() < rule.probability()) {
                useUp(each);
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }

    private void useUp(Active each) {
        int count = each.rule.count();
        if (count == 0) {
            return;
        }
        if (count == 1) {
            active.remove(each);
        } else {
            each.rule = each.rule.withCount(count - 1);
        }
        publish();
    }

    private void publish() {
        feed.publish("faults", FaultJson.print(rules()));
    }

    /** Waits for this time, or without an end when null, but never past a change of the rules or the close. */
    synchronized void holdBack(@Nullable Duration time) {
        long started = generation;
        long end = System.nanoTime() + (time == null ? 0 : time.toNanos());
        try {
            while (!closed && generation == started) {
                long left = time == null ? 0 : (end - System.nanoTime()) / 1_000_000 + 1;
                if (time != null && System.nanoTime() >= end) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets go of everything that hangs. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
