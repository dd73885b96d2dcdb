package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Reply;
import java.time.Clock;
import java.time.Duration;

/** Looks at a server, an account and a room by three calls at most, each bounded in time, and posts nothing. */
public final class RestPreflight {
    private static final Duration ALL = Duration.ofSeconds(8);
    private static final Duration EACH = Duration.ofSeconds(3);

    private final RestCalls calls;
    private final RestRoom room;
    private final PreflightAnswers answers;

    /** A look that calls through this caller. */
    public RestPreflight(HttpCaller caller, RestRoom room, Clock clock) {
        this.calls = new RestCalls(caller, room.connection());
        this.room = room;
        this.answers = new PreflightAnswers(
                room, new RestAnswers(RestCalls.secrets(room.connection()), new LimitHeaders(clock)));
    }

    /** Looks now: blocks for ten seconds at most, and never throws. */
    public Preflight look() {
        TimeLeft left = TimeLeft.of(ALL);
        Reply info = calls.get("/api/info", left, EACH);
        if (answers.isAway(info)) {
            return answers.of(info);
        }
        Reply me = calls.get("/api/v1/me", left, EACH);
        if (answers.isAway(me) || !answers.knows(me) || room.isPerson()) {
            return answers.of(info, me);
        }
        return answers.of(info, me, calls.get("/api/v1/rooms.info?" + room.query(), left, EACH));
    }
}
