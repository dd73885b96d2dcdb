package dev.tocsin.standalone.e2e;

import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.RoomFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room that takes no messages and then takes them again, time after time, in all the ways in which that happens. An
 * outage lasts until its fallback was told something, and a little longer. All along, messages are kept without a word.
 */
final class Outages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outages.class);
    /** An outage during which there was nothing to tell. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration HANG = Duration.ofMillis(1500);
    private static final long LOST_SEEDS = 100;

    private final RocketChatSimulator chat;
    private final String room;
    private final String fallback;
    private final IntSupplier toldInstead;
    private final Random random = new Random(Proof.SEED + 2);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("outages").unstarted(this::run);
    private long faultsSet;

    private enum Kind {
        /** Every message is refused. */
        ARCHIVED,
        /** A message is kept, but neither its answer nor a look at it says so. */
        LOST,
        /** No message is kept, and the answers leave it open. */
        SILENT,
        /** The fallback is away for longer. */
        BOTH_ARCHIVED,
        DOWN,
        /** Neither room, nor the looks at messages. */
        SERVER_DOWN,
        MUTED
    }

    /**
     * Begins with one.
     *
     * @param room goes away
     * @param fallback is told instead
     * @param toldInstead how many messages it was told so far
     */
    Outages(RocketChatSimulator chat, String room, String fallback, IntSupplier toldInstead) {
        this.chat = chat;
        this.room = room;
        this.fallback = fallback;
        this.toldInstead = toldInstead;
        thread.start();
    }

    /** How many there were. */
    int ended() {
        return ended.get();
    }

    private void run() {
        try {
            List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
            do {
                for (Kind kind : kinds) {
                    away(kind);
                    if (pause(1000, 5000)) {
                        return;
                    }
                }
                Collections.shuffle(kinds, random);
            } while (closing.getCount() > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void away(Kind kind) throws InterruptedException {
        log.info("{} begins", kind);
        int toldBefore = toldInstead.getAsInt();
        begin(kind);
        if (kind != Kind.SERVER_DOWN) {
            awaitToldSince(toldBefore);
        }
        if (kind == Kind.BOTH_ARCHIVED) {
            chat.flag(fallback, RoomFlag.ARCHIVED, true);
        }
        pause(0, 5000);
        chat.faults().set(faults(List.of()));
        chat.flag(room, RoomFlag.ARCHIVED, false);
        chat.flag(room, RoomFlag.MUTED, false);
        log.info("{} ends, {} messages at the fallback", kind, toldInstead.getAsInt() - toldBefore);
        if (kind == Kind.BOTH_ARCHIVED) {
            pause(0, 5000);
            chat.flag(fallback, RoomFlag.ARCHIVED, false);
        }
        ended.incrementAndGet();
    }

    private void begin(Kind kind) {
        Fault unavailable = new Fault.Status(503, "");
        List<FaultRule> rules = switch (kind) {
            case ARCHIVED, BOTH_ARCHIVED, MUTED -> List.of();
            case LOST ->
                List.of(
                        FaultRule.always(new Fault.StoredButLost(new Fault.Status(502, "")))
                                .onPath(Way.ROOMS.path())
                                .onChannel(room),
                        FaultRule.always(unavailable).onChannel(room));
            case SILENT -> List.of(FaultRule.always(new Fault.Hang(HANG)).onChannel(room));
            case DOWN -> List.of(FaultRule.always(unavailable).onChannel(room));
            case SERVER_DOWN -> List.of(FaultRule.always(unavailable));
        };
        chat.faults().set(faults(rules));
        switch (kind) {
            case ARCHIVED, BOTH_ARCHIVED -> chat.flag(room, RoomFlag.ARCHIVED, true);
            case MUTED -> chat.flag(room, RoomFlag.MUTED, true);
            case LOST, SILENT, DOWN, SERVER_DOWN -> {}
        }
    }

    /** These, and what goes on all along. */
    private List<FaultRule> faults(List<FaultRule> rules) {
        List<FaultRule> all = new ArrayList<>(rules);
        // Rules draw anew whenever they are set: with the same seed, always the same calls.
        all.addAll(NotifierKills.storedButLost(Way.ROOMS, Proof.SEED + LOST_SEEDS * ++faultsSet));
        return all;
    }

    private void awaitToldSince(int before) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (toldInstead.getAsInt() <= before && System.nanoTime() < end) {
            if (closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Lets some time pass; returns whether it is to end. */
    private boolean pause(int fromMillis, int toMillis) throws InterruptedException {
        return closing.await(random.nextInt(fromMillis, toMillis), TimeUnit.MILLISECONDS);
    }

    /** The room takes messages from now on; some are still kept without a word. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
