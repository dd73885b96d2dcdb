package dev.tocsin.history.answer;

import dev.tocsin.history.replay.Plan;
import dev.tocsin.history.replay.Telling;
import dev.tocsin.history.replay.log.ReplayReader.Found;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a replay would tell.
 *
 * @param v the version of this shape: {@link #VERSION}
 * @param at when it was asked
 * @param ask what was asked for
 * @param count how many alerts would be told, each to one receiver
 * @param truncated whether not all of them are named
 * @param alerts in the order of their last tellings
 * @param read records
 * @param tellings of these, to one receiver each
 * @param matched of those, taken
 * @param skipped the others, by reason: tellings = matched + the sum of skipped
 * @param replayed records of earlier replays, which are no tellings of their own
 * @param unreadable records of a newer version; what they say is not known here
 */
public record PlanAnswer(
        int v,
        Instant at,
        Ask ask,
        long count,
        boolean truncated,
        List<Entry> alerts,
        long read,
        long tellings,
        long matched,
        Map<String, Long> skipped,
        long replayed,
        long unreadable) {
    /** What is written now. Fields may be added to it; what is there keeps its name and meaning. */
    public static final int VERSION = 1;

    /** Copies. */
    public PlanAnswer {
        alerts = List.copyOf(alerts);
        skipped = new TreeMap<>(skipped);
    }

    /**
     * One alert for one receiver.
     *
     * @param identity source and fingerprint
     * @param name the label alertname
     * @param labels of the alert
     * @param severity of its last telling
     * @param receiver who missed it; several, by comma, when somebody else is told once for all of them
     * @param to who would be told
     * @param missed how many tellings are taken
     * @param history the tellings in the window, at most the first and the last nineteen
     * @param leftOut how many there are between those
     * @param present how it is now
     * @param parked the numbers of the tellings that stand parked
     */
    public record Entry(
            String identity,
            String name,
            Map<String, String> labels,
            String severity,
            String receiver,
            String to,
            long missed,
            List<Said> history,
            long leftOut,
            Present present,
            List<Long> parked) {
        private static Entry of(Plan.Entry entry) {
            return new Entry(
                    entry.routed().identity().toString(),
                    entry.routed().alert().name(),
                    entry.routed().alert().labels(),
                    entry.routed().severity(),
                    entry.receiver(),
                    entry.to(),
                    entry.taken(),
                    Stream.concat(entry.history().first().stream(), entry.history().last().stream())
                            .map(Said::of)
                            .toList(),
                    entry.history().leftOut(),
                    entry.present(),
                    entry.parked());
        }
    }

    /**
     * One telling.
     *
     * @param seq its number
     * @param reason why it was to be told
     * @param at when it was routed
     * @param record where it stands
     * @param fate what became of it
     * @param detail why it was parked; else empty
     * @param taken whether it would be told
     */
    public record Said(long seq, String reason, Instant at, String record, String fate, String detail, boolean taken) {
        private static Said of(Telling telling) {
            return new Said(
                    telling.seq(),
                    word(telling.reason()),
                    telling.at(),
                    telling.place().text(),
                    word(telling.fate()),
                    telling.detail(),
                    telling.taken());
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Of what was found; no more than so many are named. */
    public static PlanAnswer of(Ask ask, Found found, Instant at, int most) {
        Plan plan = found.plan();
        Map<String, Long> skipped = new TreeMap<>();
        plan.counts().skipped().forEach((why, count) -> skipped.put(why.words(), count));
        return new PlanAnswer(
                VERSION,
                at,
                ask,
                plan.entries().size(),
                plan.entries().size() > most,
                plan.entries().stream().limit(most).map(Entry::of).toList(),
                plan.counts().read(),
                plan.counts().tellings(),
                plan.counts().matched(),
                skipped,
                found.replayed(),
                found.unreadable());
    }
}
