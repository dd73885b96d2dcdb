package dev.tocsin.kit.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The components of a process: started in order, closed in reverse order within a bounded time. */
public final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final List<Component> components;
    private final Duration closeLimit;
    /** Guarded by this; the last started is on top. */
    private final Deque<Component> started = new ArrayDeque<>();

    /** Takes the components in the order of their start, and the time that closing all of them may take. */
    public Services(List<? extends Component> components, Duration closeLimit) {
        if (!closeLimit.isPositive()) {
            throw new IllegalArgumentException("closeLimit must be positive: " + closeLimit);
        }
        this.components = List.copyOf(components);
        this.closeLimit = closeLimit;
        long names = components.stream().map(Component::name).distinct().count();
        if (names != components.size()) {
            throw new IllegalArgumentException("two components have the same name");
        }
    }

    /** Starts the components; when one fails, closes what had been started and throws. */
    public synchronized void start() {
        for (Component component : components) {
            // Noted first: a component that fails half-way may hold resources that only its close() frees.
            started.push(component);
            try {
                component.start();
            } catch (RuntimeException e) {
                close();
                throw new StartException(component.name(), e);
            }
        }
    }

    /** Asks every component, in order; one that throws or is not started yet has failed. */
    public SequencedMap<String, CheckResult> check() {
        SequencedMap<String, CheckResult> results = new LinkedHashMap<>();
        components.forEach(component -> results.put(component.name(), check(component)));
        return results;
    }

    private static CheckResult check(Component component) {
        try {
            return component.check();
        } catch (RuntimeException e) {
            return CheckResult.failed("its check failed: " + e);
        }
    }

    /** Closes what was started; idempotent. */
    @Override
    public synchronized void close() {
        long deadline = System.nanoTime() + closeLimit.toNanos();
        while (!started.isEmpty()) {
            // Each gets its share of what is left, so that one that hangs cannot keep the others from closing.
            long share = Math.max(0, deadline - System.nanoTime()) / started.size();
            close(started.pop(), Duration.ofNanos(share));
        }
    }

    private static void close(Component component, Duration limit) {
        Thread closer = Thread.ofVirtual().name("close-" + component.name()).start(() -> closeQuietly(component));
        try {
            if (closer.join(limit)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closer.interrupt();
        LOG.atWarn().addKeyValue("component", component.name()).log("Still closing, no longer waited for");
    }

    private static void closeQuietly(Component component) {
        try {
            component.close();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("component", component.name()).setCause(e).log("Closing failed");
        }
    }

    /** Returns what the good ones among the given answers remark; those without a remark are left out. */
    public static SequencedMap<String, List<String>> remarks(Map<String, CheckResult> results) {
        SequencedMap<String, List<String>> remarks = new LinkedHashMap<>();
        results.forEach((name, result) -> {
            if (result instanceof CheckResult.Ok(List<String> said) && !said.isEmpty()) {
                remarks.put(name, said);
            }
        });
        return remarks;
    }

    /** Returns the failed ones among the given answers, with their reasons. */
    public static SequencedMap<String, String> failures(Map<String, CheckResult> results) {
        SequencedMap<String, String> failures = new LinkedHashMap<>();
        results.forEach((name, result) -> {
            switch (result) {
                case CheckResult.Ok ok -> {}
                case CheckResult.Failed(String reason) -> failures.put(name, reason);
            }
        });
        return failures;
    }
}
