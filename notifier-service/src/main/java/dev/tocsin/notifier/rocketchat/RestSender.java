package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.rocketchat.LookUpAnswers.Sought;
import dev.tocsin.notifier.rocketchat.RestAnswers.Meaning;
import dev.tocsin.notifier.rocketchat.RestAnswers.Next;
import dev.tocsin.notifier.text.Untrusted;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to a room through Rocket.Chat's REST API, under an id that Rocket.Chat takes once: a repeat is never a second
 * message. What an answer does not settle is looked up, every refusal included, because Rocket.Chat may refuse what it
 * has stored (hazards.md A3).
 */
public final class RestSender implements Sender {
    /** For all calls of one send. */
    private static final Duration ATTEMPT = Duration.ofSeconds(8);
    /** So that a post without an answer can still be looked up. */
    private static final Duration POST = Duration.ofSeconds(6);

    private static final String PROBE = "Tocsin is checking whether this room takes messages.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestCalls calls;
    private final RestRoom room;
    private final RestLimits limits;
    private final RestTexts texts;
    private final Clock clock;
    private final LimitHeaders headers;
    private final RestAnswers answers;
    private final RoomFinder rooms;
    private final MessageFinder messages;
    private final RestThreads threads;
    private final AtomicLong probes = new AtomicLong();

    /** A sender that calls through this caller. */
    public RestSender(HttpCaller caller, RestRoom room, RestLimits limits, RestTexts texts, Clock clock) {
        this.calls = new RestCalls(caller, room.connection());
        this.room = room;
        this.limits = limits;
        this.texts = texts;
        this.clock = clock;
        this.headers = new LimitHeaders(clock);
        this.answers = new RestAnswers(RestCalls.secrets(room.connection()), headers);
        this.rooms = new RoomFinder(calls, room, answers, clock);
        this.messages = new MessageFinder(calls, limits.lookUp(), answers, headers, clock);
        this.threads = new RestThreads(texts.parents(), messages, limits.send(), clock);
    }

    @Override
    public Outcome send(Attempt attempt) {
        TimeLeft left = TimeLeft.of(ATTEMPT);
        return switch (rooms.find(left)) {
            case RoomFinder.Answer.None(Outcome why) -> notPosted(why);
            case RoomFinder.Answer.Id(String roomId) -> send(attempt, roomId, left);
        };
    }

    private Outcome send(Attempt attempt, String roomId, TimeLeft left) {
        Sought sought =
                new Sought(attempt.messageId(), roomId, room.connection().userId(), attempt.since());
        // Unclear is no reason to wait: the same id again is harmless.
        Optional<Outcome> before =
                attempt.fate() == Fate.UNKNOWN ? messages.find(sought, left).settled() : Optional.empty();
        Outcome outcome = before.map(this::notPosted).orElseGet(() -> post(attempt, sought, left));
        if (outcome instanceof Outcome.Delivered) {
            threads.stored(sought);
        }
        return outcome;
    }

    private Outcome post(Attempt attempt, Sought sought, TimeLeft left) {
        Optional<String> parent = threads.parentOf(attempt, sought, left);
        Outcome outcome = post(attempt, sought, parent, left);
        return parent.isPresent() && outcome instanceof Outcome.Refused refused && RestThreads.isPerhapsNoReply(refused)
                ? threads.noReply(sought, refused, left)
                        .orElseGet(() -> withoutParent(attempt, sought, parent.get(), left))
                : outcome;
    }

    private Outcome withoutParent(Attempt attempt, Sought sought, String parent, TimeLeft left) {
        Outcome outcome = post(attempt, sought, Optional.empty(), left);
        if (outcome instanceof Outcome.Delivered) {
            threads.takesNoReplies(parent, sought);
        }
        return outcome;
    }

    private Outcome post(Attempt attempt, Sought sought, Optional<String> parent, TimeLeft left) {
        byte[] body;
        try {
            RestMessage message =
                    RestMessage.of(sought.id(), sought.roomId(), RocketChatMessage.of(attempt, texts.writer()));
            body = JSON.writeValueAsBytes(parent.map(message::answering).orElse(message));
        } catch (RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return notPosted(new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), 200)));
        }
        Meaning meaning = answers.posted(post(body, left), sought.id(), attempt.number());
        if (meaning.next() == Next.DONE) {
            return meaning.outcome();
        }
        LookUp found = messages.find(sought, left);
        return found instanceof LookUp.Missing && meaning.next() == Next.LOOK_UP_AND_FIND_ROOM
                ? inAnotherRoom(sought.roomId(), meaning.outcome(), left)
                : found.after(meaning.outcome());
    }

    /** The room is gone: one of the same name may have taken its place. */
    private Outcome inAnotherRoom(String gone, Outcome refused, TimeLeft left) {
        return switch (rooms.findAgain(gone, left)) {
            case RoomFinder.Answer.None(Outcome why) -> why;
            case RoomFinder.Answer.Id(String roomId) ->
                roomId.equals(gone)
                        ? refused
                        : new Outcome.Retryable("the room was made again and has another id", Fate.NOT_STORED, null);
        };
    }

    /** Not looked up: a neutral text that is there twice harms nobody. */
    @Override
    public Outcome probe() {
        TimeLeft left = TimeLeft.of(ATTEMPT);
        return switch (rooms.find(left)) {
            case RoomFinder.Answer.None(Outcome why) -> notPosted(why);
            case RoomFinder.Answer.Id(String roomId) -> probe(roomId, left);
        };
    }

    /** Others may have the slot: a room that is not found costs the others of its server nothing. */
    private Outcome notPosted(Outcome outcome) {
        limits.send().notUsed();
        return outcome;
    }

    private Outcome probe(String roomId, TimeLeft left) {
        String id = ProbeIds.of(room.key(), clock.instant(), probes.incrementAndGet());
        RestMessage message = RestMessage.of(id, roomId, RocketChatMessage.neutral(PROBE));
        Meaning meaning = answers.posted(post(JSON.writeValueAsBytes(message), left), id, 1);
        return meaning.next() == Next.LOOK_UP_AND_FIND_ROOM
                ? inAnotherRoom(roomId, meaning.outcome(), left)
                : meaning.outcome();
    }

    private Reply post(byte[] body, TimeLeft left) {
        Reply reply = calls.post("/api/v1/chat.sendMessage", body, left, POST);
        headers.tell(limits.send(), reply);
        return reply;
    }

    @Override
    public String room() {
        return room.key();
    }
}
