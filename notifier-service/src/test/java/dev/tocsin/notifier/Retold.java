package dev.tocsin.notifier;

import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.Replay.Stretch;
import dev.tocsin.model.decision.RoutedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a replay puts in line, in few words: it tells a firing that was missed, of an alert that is over. */
public final class Retold {
    private static final Instant MADE = Routed.NOON.plusSeconds(3_600);

    private final RoutedAlert last;
    private final List<Stretch> covers = new ArrayList<>();
    private final List<Long> parked = new ArrayList<>();
    private String id = "r1";

    private Retold(RoutedAlert last) {
        this.last = last;
    }

    /** Of the alert whose last telling this is. */
    public static Retold of(RoutedAlert last) {
        return new Retold(last);
    }

    /** Of the alert that {@link Routed#firing} tells. */
    public static Retold of(String instance) {
        return of(Routed.firing(instance));
    }

    /** By this replay. */
    public Retold by(String replay) {
        id = replay;
        return this;
    }

    /** It tells what stands from one offset to another; the last of them has this number. */
    public Retold covering(String topic, int partition, long first, long to, long seq) {
        covers.add(new Stretch(topic, partition, first, to, seq));
        return this;
    }

    /** It tells what stands parked under these numbers. */
    public Retold parked(Long... seqs) {
        parked.addAll(List.of(seqs));
        return this;
    }

    /** The record's value, addressed to {@link Routed#RECEIVER}. */
    public RoutedAlert told() {
        Replay replay = new Replay(
                id,
                List.of(new Past(last.reason(), Routed.NOON, true)),
                0,
                new Present(State.ENDED, MADE, last.seq(), MADE),
                covers,
                parked);
        return last.again(Routed.RECEIVER, replay, MADE);
    }
}
