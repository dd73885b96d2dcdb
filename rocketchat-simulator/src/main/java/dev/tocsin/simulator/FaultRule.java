package dev.tocsin.simulator;

import java.util.List;

/**
 * When a fault happens: for calls whose path starts so, or that aim at this channel (an empty word means any), for the next
 * {@code count} of them (0 means until cleared), each with this probability.
 */
public record FaultRule(Fault fault, String path, String channel, int count, double probability, long seed) {
    public FaultRule {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1");
        }
    }

    /** Every call until cleared. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(fault, "", "", 0, 1, 0);
    }

    /** The next calls only. */
    public static FaultRule next(int count, Fault fault) {
        return new FaultRule(fault, "", "", count, 1, 0);
    }

    /** The same rule for paths that start so. */
    public FaultRule onPath(String prefix) {
        return new FaultRule(fault, prefix, channel, count, probability, seed);
    }

    /** The same rule for one channel. */
    public FaultRule onChannel(String name) {
        return new FaultRule(fault, path, name, count, probability, seed);
    }

    /** The same rule for some of the calls; the same seed picks the same ones. */
    public FaultRule withProbability(double share, long fromSeed) {
        return new FaultRule(fault, path, channel, count, share, fromSeed);
    }

    FaultRule withCount(int left) {
        return new FaultRule(fault, path, channel, left, probability, seed);
    }

    boolean matches(String calledPath, List<String> channels) {
        return calledPath.startsWith(path) && (channel.isEmpty() || channels.contains(channel));
    }
}
