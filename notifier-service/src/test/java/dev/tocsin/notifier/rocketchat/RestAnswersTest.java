package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.notifier.rocketchat.LookUpAnswers.Sought;
import dev.tocsin.notifier.rocketchat.RestAnswers.Meaning;
import dev.tocsin.testsupport.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of docs/answers.md, which this reads. */
class RestAnswersTest {
    private static final String ID = "ID";
    private static final Sought SOUGHT = new Sought(ID, "ROOM", "USER", Routed.NOON);
    private static final String STARRED =
            "{\"success\":false,\"error\":\"Cannot read properties of undefined (reading 'starred')\"}";

    private static final Map<String, Outcome> FAILURES = Map.of(
            "no connection", new Outcome.Retryable("no connection", Fate.NOT_STORED, null),
            "no answer in time", new Outcome.Retryable("no answer in time", Fate.UNKNOWN, null),
            "connection lost", new Outcome.Retryable("the connection broke", Fate.UNKNOWN, null),
            "interrupted", new Outcome.Retryable("interrupted", Fate.UNKNOWN, null),
            "certificate not trusted", new Outcome.Suspended("not trusted"));

    private final ManualClock clock = new ManualClock(Routed.NOON);
    private final LimitHeaders limits = new LimitHeaders(clock);
    private final RestAnswers answers = new RestAnswers(new Concealed(List.of(RestFixture.TOKEN)), limits);
    private final LookUpAnswers lookUps = new LookUpAnswers(answers, limits, clock);

    /** A row for every status of a row. */
    private static Stream<Arguments> rows(String heading) {
        return AnswerTables.rows(heading).stream()
                .flatMap(cells -> Arrays.stream(cells.getFirst().split(", "))
                        .map(status -> Arguments.of(reply(status, cells.get(1)), cells.get(2), cells.get(3))));
    }

    private static Reply reply(String status, String text) {
        return status.equals("none")
                ? new Reply.Failure(Objects.requireNonNull(FAILURES.get(text), text))
                : new Reply.Answer(Integer.parseInt(status), Map.of(), text);
    }

    static Stream<Arguments> posts() {
        return rows("| status | body, or what happened | outcome");
    }

    static Stream<Arguments> lookUps() {
        return rows("| status | body, or what happened | says");
    }

    static Stream<Arguments> together() {
        List<String> outcomes = List.of("refused", "retry", "retry, unknown");
        return AnswerTables.rows("| the look-up says").stream()
                .flatMap(cells -> outcomes.stream()
                        .map(post -> Arguments.of(cells.getFirst(), post, cells.get(outcomes.indexOf(post) + 1))));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void aPostMeans(Reply reply, String outcome, String lookedUp) {
        Meaning meaning = answers.posted(reply, ID, 1);
        assertThat(Outcomes.word(meaning.outcome())).isEqualTo(outcome);
        assertThat(
                        switch (meaning.next()) {
                            case DONE -> "no";
                            case LOOK_UP -> "yes";
                            case LOOK_UP_AND_FIND_ROOM -> "yes, the room too";
                        })
                .isEqualTo(lookedUp);
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void aLookUpSays(Reply reply, String says, String nothing) {
        LookUp lookUp = lookUps.of(reply, SOUGHT);
        assertThat(lookUp.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(says);
    }

    @ParameterizedTest
    @MethodSource("together")
    void theTwoComeTo(String says, String posted, String expected) {
        LookUp lookUp = switch (says) {
            case "found" -> new LookUp.Found(ID);
            case "missing" -> new LookUp.Missing();
            case "taken" -> new LookUp.Taken("it is");
            case "hidden" -> new LookUp.Hidden();
            default -> new LookUp.Unclear("nobody knows", null);
        };
        Outcome post = switch (posted) {
            case "refused" -> new Outcome.Refused("no");
            case "retry" -> new Outcome.Retryable("later", Fate.NOT_STORED, null);
            default -> new Outcome.Retryable("later", Fate.UNKNOWN, null);
        };
        assertThat(Outcomes.word(lookUp.after(post))).isEqualTo(expected);
    }

    @Test
    void everyTableIsRead() {
        assertThat(posts()).hasSizeGreaterThan(40);
        assertThat(lookUps()).hasSizeGreaterThan(20);
        assertThat(together()).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({"3, 'retry, unknown'", "4, refused"})
    void aMessageThatAnAppSwallowsIsRefusedInTheEnd(int number, String expected) {
        Meaning meaning = answers.posted(new Reply.Answer(400, Map.of(), STARRED), ID, number);
        assertThat(Outcomes.word(meaning.outcome())).isEqualTo(expected);
        assertThat(meaning.next()).isEqualTo(RestAnswers.Next.LOOK_UP);
    }

    /** Ours, by a server whose clock is three hours behind and says so. */
    @Test
    void aMessageIsAsOldAsTheServersClockSays() {
        String body = "{\"success\":true,\"message\":{\"_id\":\"ID\",\"rid\":\"ROOM\",\"u\":{\"_id\":\"USER\"},"
                + "\"ts\":\"2026-03-02T09:00:00.000Z\"}}";
        Map<String, String> date = Map.of("date", "Mon, 02 Mar 2026 09:00:05 GMT");
        assertThat(lookUps.of(new Reply.Answer(200, date, body), SOUGHT)).isEqualTo(new LookUp.Found(ID));
    }

    @Test
    void aLimitedLookUpSaysWhenToComeBack() {
        LookUp lookUp = lookUps.of(new Reply.Answer(429, Map.of("retry-after", "7"), ""), SOUGHT);
        Outcome outcome = lookUp.after(new Outcome.Refused("400 no"));
        assertThat(outcome)
                .isEqualTo(new Outcome.Retryable(
                        "400 no; whether it is there is not known: 429 ",
                        Fate.UNKNOWN,
                        Routed.NOON.plus(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 405, 413, 422, 429, 500, 503})
    void anAnswerThatRepeatsTheTokenDoesNotGiveItAway(int status) {
        for (String body : List.of(RestFixture.TOKEN, "{\"success\":false,\"error\":\"" + RestFixture.TOKEN + "\"}")) {
            Reply reply = new Reply.Answer(status, Map.of(), body);
            assertThat(answers.posted(reply, ID, 1) + " " + lookUps.of(reply, SOUGHT))
                    .doesNotContain(RestFixture.TOKEN);
        }
    }
}
