package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.Outcomes;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.http.Reply;
import dev.tocsin.testsupport.ManualClock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of docs/answers.md. */
class WebhookAnswersTest {
    private static final String ID = "aobEdbYhXfu5hkeqG";
    private static final String TOKEN = "9HqLlyZOugoStsXCUfD_0YdwnNnunAJF8V47U3QHXSqVq";

    private final WebhookAnswers answers = new WebhookAnswers(
            Concealed.address(Secret.of("https://chat.example.org/hooks/" + ID + "/" + TOKEN)),
            new LimitHeaders(new ManualClock(Routed.NOON)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            200 | {"success":true}                                                                    | delivered
            201 | {"success":true}                                                                    | delivered
            200 | {"success":true,"responses":[]}                                                     | delivered
            200 | {"success":false,"error":"x"}                                                       | retry, unknown
            200 | {"success":"true"}                                                                  | retry, unknown
            200 | {"success":1}                                                                       | retry, unknown
            200 | {}                                                                                  | retry, unknown
            200 | <html>Log in</html>                                                                 | retry, unknown
            200 | [true]                                                                              | retry, unknown
            204 | ~~                                                                                  | retry, unknown
            301 | ~~                                                                                  | suspended
            302 | ~~                                                                                  | suspended
            307 | ~~                                                                                  | suspended
            308 | ~~                                                                                  | suspended
            400 | {"success":false,"error":"invalid-channel"}                                         | refused
            400 | {"success":false,"error":"room_is_archived"}                                        | refused
            400 | {"success":false,"error":"error-not-allowed"}                                       | refused
            400 | {"success":false,"error":"error-message-size-exceeded"}                             | refused
            400 | {"success":false,"error":"Invalid href value provided"}                             | refused
            400 | {"success":false,"error":"Invalid attachment field, title and value is required"}   | refused
            400 | {"success":false,"error":"error-user-lacks-message-impersonate-permission"}         | refused
            400 | {"success":false,"error":"overriding destination channel is disabled"}              | refused
            400 | {"success":false,"error":"error-running-script"}                                    | refused
            400 | {"success":false,"error":"unknown-error"}                                           | refused
            400 | {"success":false,"error":"error-action-not-allowed"}                                | refused
            400 | {"responses":[{"channel":"#a","error":"x"}],"success":false}                        | refused
            400 | nothing that is JSON                                                                | refused
            401 | {"success":false,"error":"You must be logged in to do this.","status":"error"}      | suspended
            403 | {"success":false,"error":"unauthorized"}                                            | suspended
            404 | {"success":false,"error":"Invalid integration id or token provided."}               | suspended
            405 | ~~                                                                                  | suspended
            407 | ~~                                                                                  | suspended
            408 | ~~                                                                                  | retry
            409 | ~~                                                                                  | refused
            410 | ~~                                                                                  | suspended
            413 | <html>Too large</html>                                                              | refused
            415 | ~~                                                                                  | suspended
            422 | {"success":false,"error":"invalid-params"}                                          | refused
            425 | ~~                                                                                  | retry
            429 | {"success":false,"error":"Error, too many requests."}                               | retry
            429 | Slow down                                                                           | retry
            500 | Internal Server Error                                                               | retry, unknown
            500 | {"success":false,"error":"x"}                                                       | retry, unknown
            502 | <html>Bad Gateway</html>                                                            | retry, unknown
            503 | {"success":false,"error":"Service Unavailable"}                                     | retry
            503 | <html>Service Unavailable</html>                                                    | retry, unknown
            504 | ~~                                                                                  | retry, unknown
            599 | ~~                                                                                  | retry, unknown
            """)
    void anAnswerMeans(int status, String body, String expected) {
        Outcome outcome = answer(status, body).outcome();
        assertThat(Outcomes.word(outcome)).isEqualTo(expected);
    }

    private WebhookAnswers.Meaning answer(int status, @Nullable String body) {
        return answers.of(
                new Reply.Answer(status, Map.of(), Optional.ofNullable(body).orElse("")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | Internal Server Error                           | id or token is wrong, or Rocket.Chat fails | UNKNOWN
            500 |                                                 | id or token is wrong, or Rocket.Chat fails | UNKNOWN
            503 | {"success":false,"error":"Service Unavailable"} | the integration is disabled in Rocket.Chat | NOT_STORED
            """)
    void anAnswerThatKeepsComingMeans(int status, @Nullable String body, String reason, Fate fate) {
        Outcome.Suspended suspended = answer(status, body).inARow().orElseThrow();
        assertThat(suspended.reason()).contains(reason);
        assertThat(suspended.fate()).isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"success":true}
            400 | {"success":false,"error":"room_is_archived"}
            429 | Slow down
            500 | {"success":false,"error":"x"}
            502 | <html>Bad Gateway</html>
            503 | <html>Service Unavailable</html>
            """)
    void anyOtherMeansTheSameHoweverOftenItComes(int status, String body) {
        assertThat(answer(status, body).inARow()).isEmpty();
    }

    private static String after(WebhookAnswers.Meaning meaning) {
        Outcome outcome = meaning.outcome();
        return outcome instanceof Outcome.Retryable retry && retry.notBefore() != null
                ? Long.toString(retry.notBefore().toEpochMilli() - Routed.NOON.toEpochMilli())
                : "";
    }

    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-reset, +42000, 42000",
        "x-ratelimit-reset, soon, ''",
        "x-ratelimit-reset, Infinity, ''",
        "retry-after, 17, 17000",
        "x-ratelimit-reset, 42, ''",
        "retry-after, 'Mon, 02 Mar 2026 12:00:17 GMT', 17000",
        "retry-after, 'in a minute', ''",
        "other, 17, ''",
    })
    void aLimitedCallerIsToldWhenToComeBack(String header, String value, String expected) {
        String at = value.startsWith("+")
                ? Long.toString(Routed.NOON.toEpochMilli() + Long.parseLong(value.substring(1)))
                : value;
        assertThat(after(answers.of(new Reply.Answer(429, Map.of(header, at), ""))))
                .isEqualTo(expected);
    }

    @Test
    void theBodySaysWhenToComeBackToo() {
        String body = "{\"success\":false,\"error\":\"You must wait 42 seconds before trying this endpoint again.\"}";
        assertThat(after(answers.of(new Reply.Answer(429, Map.of(), body)))).isEqualTo("42000");
    }

    @Test
    void aProxySaysWhenToComeBack() {
        assertThat(after(answers.of(new Reply.Answer(503, Map.of("retry-after", "5"), "busy"))))
                .isEqualTo("5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999", "0", "99999999999999999999999"})
    void senselessTimesAreHarmless(String number) {
        assertThat(Outcomes.word(answers.of(new Reply.Answer(429, Map.of("x-ratelimit-reset", number), ""))
                        .outcome()))
                .isEqualTo("retry");
        assertThat(Outcomes.word(answers.of(new Reply.Answer(429, Map.of("retry-after", number), ""))
                        .outcome()))
                .isEqualTo("retry");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 404, 405, 408, 500, 502, 503})
    void anAnswerThatRepeatsTheAddressDoesNotGiveItAway(int status) {
        String body =
                "Cannot POST /hooks/" + ID + "/" + TOKEN + " at https://chat.example.org/hooks/" + ID + "/" + TOKEN;
        assertThat(answers.of(new Reply.Answer(status, Map.of(), body)).toString())
                .doesNotContain(ID)
                .doesNotContain(TOKEN.substring(0, 9));
        String json = "{\"success\":false,\"error\":\"" + body + "\"}";
        assertThat(answers.of(new Reply.Answer(status, Map.of(), json)).toString())
                .doesNotContain(ID)
                .doesNotContain(TOKEN.substring(0, 9));
    }

    @Test
    void whatTheServerSaysIsCut() {
        assertThat(answers.of(new Reply.Answer(500, Map.of(), "x".repeat(60_000)))
                        .outcome()
                        .toString())
                .hasSizeLessThan(400);
    }
}
