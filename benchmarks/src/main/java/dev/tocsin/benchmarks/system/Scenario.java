package dev.tocsin.benchmarks.system;

import java.util.List;

/** Something that is measured, on Tocsin and its peers, one after another. */
interface Scenario {
    /** Measures; what it starts has ended when it returns. */
    void measure(Lab lab) throws InterruptedException;

    /** What the runs that came to their end have shown; none when there was no such run. */
    List<Row> rows(Lab lab);
}
