package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a server, an account and rooms, by one call each, bounded in time, and posts nothing. */
public final class RestPreflight {
    private static final Duration ALL = Duration.ofSeconds(8);
    private static final Duration EACH = Duration.ofSeconds(3);

    private final RestCalls calls;
    private final RestConnection connection;
    private final RestAnswers answers;

    /** A look that calls through this caller. */
    public RestPreflight(HttpCaller caller, RestConnection connection, Clock clock) {
        this.calls = new RestCalls(caller, connection);
        this.connection = connection;
        this.answers = new RestAnswers(RestCalls.secrets(connection), new LimitHeaders(clock));
    }

    /**
     * Looks now: blocks for ten seconds at most, and never throws. The server and the account are looked at once.
     *
     * @param rooms as they are configured
     * @return what is to be seen of each
     */
    public Map<String, Preflight> look(List<String> rooms) {
        TimeLeft left = TimeLeft.of(ALL);
        Reply info = calls.get("/api/info", left, EACH);
        Optional<Reply> me =
                PreflightAnswers.isAway(info) ? Optional.empty() : Optional.of(calls.get("/api/v1/me", left, EACH));
        Map<String, Preflight> seen = new LinkedHashMap<>();
        for (String name : rooms) {
            seen.computeIfAbsent(name, room -> look(new RestRoom(connection, room), info, me, left));
        }
        return seen;
    }

    private Preflight look(RestRoom room, Reply info, Optional<Reply> asked, TimeLeft left) {
        PreflightAnswers meaning = new PreflightAnswers(room, answers);
        if (asked.isEmpty()) {
            return meaning.of(info);
        }
        Reply me = asked.get();
        if (!PreflightAnswers.knows(me) || room.isPerson()) {
            return meaning.of(info, me);
        }
        return meaning.of(info, me, calls.get("/api/v1/rooms.info?" + room.query(), left, EACH));
    }
}
