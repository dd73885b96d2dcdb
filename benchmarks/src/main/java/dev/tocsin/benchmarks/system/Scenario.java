package dev.tocsin.benchmarks.system;

import java.util.List;

/** Something that is measured, on Tocsin and its peers, one after another. */
@FunctionalInterface
interface Scenario {
    /** Measures; what it starts has ended when it returns. */
    List<Row> measure(Lab lab) throws InterruptedException;
}
