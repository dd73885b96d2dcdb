package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random lives of a receiver's lanes; a failure names the seed that repeats it. */
class LaneSimulationTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 10_000;

    @Test
    void everyAlertIsToldOrParkedInOrderAndCountedOnce() {
        long told = 0;
        long replays = 0;
        long unusual = 0;
        long atTheFallback = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                LaneSimulation simulation = new LaneSimulation(new Random(seed), seed % 2 == 0);
                for (int step = 0; step < STEPS; step++) {
                    simulation.step();
                }
                simulation.heal();
                told += simulation.told();
                replays += simulation.replays();
                unusual += simulation.incidents();
                atTheFallback += simulation.toldAtTheFallback();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(told).as("the simulation tells something").isGreaterThan(SEEDS * 500L);
        assertThat(replays).as("the simulation tells again").isGreaterThan(SEEDS * 50L);
        assertThat(unusual).as("the simulation meets crashes and unknown fates").isGreaterThan(SEEDS * 20L);
        assertThat(atTheFallback).as("the simulation falls back").isGreaterThan(SEEDS * 5L);
    }
}
