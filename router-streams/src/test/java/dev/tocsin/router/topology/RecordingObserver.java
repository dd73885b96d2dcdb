package dev.tocsin.router.topology;

import dev.tocsin.model.decision.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what it hears. */
final class RecordingObserver implements RouterObserver {
    final List<Decision> decisions = new ArrayList<>();
    final List<Duration> ages = new ArrayList<>();
    final Map<Integer, Progress> progress = new HashMap<>();
    int commits;

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public void routed(Duration age) {
        ages.add(age);
    }

    @Override
    public void commitRequested() {
        commits++;
    }

    @Override
    public void progress(int partition, Progress now) {
        progress.put(partition, now);
    }

    @Override
    public void released(int partition) {
        progress.remove(partition);
    }
}
