package dev.tocsin.standalone;

import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.answer.PlanAnswer;
import dev.tocsin.history.answer.ReplayAnswer;
import dev.tocsin.history.answer.ReplayAnswer.Doing;
import dev.tocsin.history.answer.ReplayBody;
import dev.tocsin.history.answer.ReplaysAnswer;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.replay.log.ReplayReader.Progress;
import dev.tocsin.history.replay.run.Replays;
import dev.tocsin.model.delivery.ReplayRun;
import dev.tocsin.model.delivery.ReplayRun.Ask;
import dev.tocsin.model.delivery.ReplayRun.State;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Replays that a notifier tells; they are asked for and watched over HTTP. */
final class NotifierReplays implements Replays {
    private static final String PATH = "/api/v1/replays";
    private static final int BUSY = 503;
    /** What the caller can mend: what is wrong with the words. */
    private static final Set<Integer> REFUSED = Set.of(400, 409);

    private final NotifierClient notifier;
    private final int inLine;
    private final Pace pace;

    NotifierReplays(NotifierClient notifier, int inLine, Pace pace) {
        this.notifier = notifier;
        this.inLine = inLine;
        this.pace = pace;
    }

    /**
     * How often a replay is looked at, and for how long nobody may answer.
     *
     * @param every between two looks
     * @param whileStopping the same once it shall stop
     * @param patience for how long looks may fail
     * @param stopPatience for how long stopping it may fail
     */
    record Pace(Duration every, Duration whileStopping, Duration patience, Duration stopPatience) {
        /** Stopping ends before the process does: see {@link ReplayConsole}. */
        static final Pace STANDARD =
                new Pace(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    @Override
    public PlanAnswer dryRun(Ask ask, Progress progress) {
        return read(notifier.post(PATH, body(null, Optional.of(ask), Optional.empty(), true)), PlanAnswer.class);
    }

    /** Begins it there too: a notifier says what is wrong only then. */
    @Override
    public ReplayRun begun(Wish wish) {
        return begin(wish).run();
    }

    @Override
    public ReplayRun run(Wish wish, Listener listener, BooleanSupplier stopped) {
        ReplayAnswer now = begin(wish);
        Watch watch = new Watch(wish);
        while (now.state() == State.RUNNING) {
            LockSupport.parkNanos((stopped.getAsBoolean() ? pace.whileStopping() : pace.every()).toNanos());
            Optional<ReplayAnswer> heard = watch.look(stopped.getAsBoolean());
            now = heard.orElse(now);
            if (heard.isPresent() && now.state() == State.RUNNING) {
                said(now, listener);
            }
        }
        String problem = now.problem();
        if (problem != null) {
            throw new HistoryException(problem);
        }
        return now.run();
    }

    private ReplayAnswer begin(Wish wish) {
        return read(notifier.post(PATH, body(wish.id(), wish.ask(), wish.parked(), null)), ReplayAnswer.class);
    }

    /** Looks at a replay that is told there, and stops it. Who does not answer, or is busy, is asked again for a while. */
    private final class Watch {
        private final Wish wish;
        private long answeredAt = System.nanoTime();
        private long notBefore = answeredAt;
        private boolean stopping;
        private boolean stopTaken;

        private Watch(Wish wish) {
            this.wish = wish;
        }

        /** How far it is; nothing while there is no answer. */
        Optional<ReplayAnswer> look(boolean stop) {
            if (stop && !stopping) {
                stopping = true;
                answeredAt = System.nanoTime();
                notBefore = answeredAt;
            }
            if (System.nanoTime() - notBefore < 0) {
                return Optional.empty();
            }
            try {
                Optional<ReplayAnswer> answer = answer().map(given -> read(given, ReplayAnswer.class));
                if (answer.isPresent()) {
                    answeredAt = System.nanoTime();
                    stopTaken = stopping;
                }
                return answer;
            } catch (HistoryException e) {
                throw new HistoryException(whatGoesOn(e), e);
            } catch (IllegalArgumentException e) {
                // Another one tells it: its words were good.
                throw new HistoryException(String.valueOf(e.getMessage()), e);
            }
        }

        private Optional<HttpResponse<byte[]>> answer() {
            try {
                HttpResponse<byte[]> answer = stopping && !stopTaken
                        ? notifier.post(one(wish) + "/stop", Map.of())
                        : notifier.get(one(wish), List.of());
                if (answer.statusCode() != BUSY || !patient()) {
                    return Optional.of(answer);
                }
                notBefore = System.nanoTime() + (stopping ? 0 : retryAfter(answer));
            } catch (HistoryException e) {
                if (!patient() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            return Optional.empty();
        }

        private boolean patient() {
            return System.nanoTime() - answeredAt < (stopping ? pace.stopPatience() : pace.patience()).toNanos();
        }

        /** In nanoseconds. */
        private static long retryAfter(HttpResponse<byte[]> answer) {
            return answer.headers()
                    .firstValue("Retry-After")
                    .filter(text -> text.matches("[0-9]"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)).toNanos())
                    .orElse(0L);
        }

        private String whatGoesOn(HistoryException failure) {
            String why = String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
            return stopping && !stopTaken
                    ? "it could not be stopped, and goes on there while that notifier runs: " + why + "; "
                            + again(wish.id())
                    : why + "; the replay may go on there, and " + again(wish.id());
        }
    }

    private static void said(ReplayAnswer now, Listener listener) {
        Doing doing = now.doing();
        if (doing == null) {
            throw new HistoryException(
                    "the notifier was started anew, or another one tells this replay: " + again(now.id()));
        }
        switch (doing) {
            case WAITING -> listener.waiting();
            case READING -> {
                // How far that is, it does not say.
            }
            case TELLING -> listener.telling(now.run());
        }
    }

    private static String again(String id) {
        return "it is shown, or goes on, when it is asked for again: ./tocsin replay --id " + id;
    }

    private static String one(Wish wish) {
        return PATH + "/" + NotifierClient.encoded(wish.id());
    }

    @Override
    public List<ReplayRun> all() {
        return read(notifier.get(PATH, List.of(Map.entry("limit", "1000"))), ReplaysAnswer.class).replays().stream()
                .map(ReplayAnswer::run)
                .toList();
    }

    private ReplayBody body(
            @Nullable String id, Optional<Ask> ask, Optional<Selection> parked, @Nullable Boolean dryRun) {
        // Of something parked the filter says it.
        Optional<Ask> words = ask.filter(_ -> parked.isEmpty());
        return new ReplayBody(
                id,
                words.map(asked -> asked.from().toString()).orElse(null),
                words.map(asked -> asked.to().toString()).orElse(null),
                words.map(Ask::mode).orElse(null),
                words.map(Ask::receivers).orElse(null),
                words.map(Ask::severities).orElse(null),
                words.map(Ask::matchers).orElse(null),
                words.map(Ask::firing).orElse(null),
                words.map(Ask::toReceiver).orElse(null),
                inLine,
                dryRun,
                parked.map(NotifierReplays::parked).orElse(null));
    }

    private static ReplayBody.Parked parked(Selection selection) {
        return new ReplayBody.Parked(
                selection.keys().isEmpty() ? null : selection.keys(), DiscardBody.Filter.of(selection));
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        if (REFUSED.contains(answer.statusCode())) {
            throw new IllegalArgumentException(notifier.detail(answer));
        }
        return notifier.read(answer, type);
    }
}
