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
import java.time.Instant;
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
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration WHILE_STOPPING = Duration.ofMillis(200);
    /** What the caller can mend: what is wrong with the words. */
    private static final Set<Integer> REFUSED = Set.of(400, 409);

    private final NotifierClient notifier;
    private final int inLine;

    NotifierReplays(NotifierClient notifier, int inLine) {
        this.notifier = notifier;
        this.inLine = inLine;
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
        boolean stopping = false;
        while (now.state() == State.RUNNING) {
            LockSupport.parkNanos((stopping ? WHILE_STOPPING : EVERY).toNanos());
            if (stopped.getAsBoolean() && !stopping) {
                stopping = true;
                now = read(notifier.post(one(wish) + "/stop", Map.of()), ReplayAnswer.class);
            } else {
                now = watched(wish);
            }
            if (now.state() == State.RUNNING) {
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

    private ReplayAnswer watched(Wish wish) {
        try {
            return read(notifier.get(one(wish), List.of()), ReplayAnswer.class);
        } catch (HistoryException e) {
            throw new HistoryException(e.getMessage() + "; the replay may go on there, and " + again(wish.id()), e);
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
                selection.keys().isEmpty() ? null : selection.keys(),
                new DiscardBody.Filter(
                        selection.receivers(),
                        selection.severities(),
                        selection.matchers(),
                        selection.from().map(Instant::toString).orElse(null),
                        selection.to().map(Instant::toString).orElse(null)));
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        if (REFUSED.contains(answer.statusCode())) {
            throw new IllegalArgumentException(notifier.detail(answer));
        }
        return notifier.read(answer, type);
    }
}
