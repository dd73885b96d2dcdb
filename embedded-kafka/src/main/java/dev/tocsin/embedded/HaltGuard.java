package dev.tocsin.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka from ending the JVM, which it does without any shutdown hook when its folder fails.
 *
 * <p>Kafka has one exit procedure per JVM and tells it nothing of the broker. A broker's threads share a thread group
 * (threads inherit it), which tells brokers in one JVM apart.
 */
final class HaltGuard {

    private static final Map<ThreadGroup, Runnable> WATCHED = new ConcurrentHashMap<>();

    private HaltGuard() {}

    /** From now on a broker that wants to end the JVM gets {@code onHalt} called on the thread that wanted it. */
    static void watch(ThreadGroup group, Runnable onHalt) {
        WATCHED.put(group, onHalt);
        // Never taken back: a straggling thread of a closed broker must not end the JVM either.
        Exit.setHaltProcedure(HaltGuard::refuse);
        Exit.setExitProcedure(HaltGuard::refuse);
    }

    static void forget(ThreadGroup group) {
        WATCHED.remove(group);
    }

    private static void refuse(int status, @Nullable String message) {
        for (ThreadGroup g = Thread.currentThread().getThreadGroup(); g != null; g = g.getParent()) {
            Runnable onHalt = WATCHED.get(g);
            if (onHalt != null) {
                onHalt.run();
            }
        }
        // Callers don't expect to go on after a halt: end what they were doing.
        throw new IllegalStateException("Kafka wanted to end the JVM with status " + status);
    }
}
