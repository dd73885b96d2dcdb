package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table of bodies: what is posted, what is swallowed, what is refused. */
class HookBodyTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private final SimulatorFixture it = new SimulatorFixture();

    @AfterEach
    void stop() {
        it.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            emptyValue = "",
            value = {
                "application/json           | {\"text\":\"hi\"}        | hi",
                "application/json; charset=utf-8 | {\"msg\":\" hi \"}  | hi",
                "application/json           | {\"text\":\"a\",\"msg\":\"b\"} | a",
                "application/json           | {\"text\":                | -",
                "application/json           | [1]                       | -",
                "application/json           | \"text\"                  | -",
                "application/json           | 7                         | -",
                "application/json           | null                      | -",
                "application/json           | {}                        | -",
                "application/json           | {\"nothing\":1}           | ''",
                "application/x-www-form-urlencoded | text=hi            | hi",
                "application/x-www-form-urlencoded | payload=%7B%22text%22%3A%22in%22%7D | in",
                "application/x-www-form-urlencoded | payload=%7B%7D     | -",
                "application/x-www-form-urlencoded | payload=%7Bbroken  | ''",
                "application/x-www-form-urlencoded | payload=%7B%7D&text=hi | hi",
                "multipart/form-data; boundary=x   | --x                | -",
                "text/plain                 | {\"text\":\"hi\"}         | ''",
            })
    void answers200AndPostsWhatItUnderstood(String contentType, String body, String posted) throws Exception {
        HttpResponse<String> response = it.hook(contentType, body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"success\":true}");
        assertThat(it.simulator.messages().stream().map(ChatMessage::text))
                .isEqualTo(posted == null ? List.of() : List.of(posted));
    }

    @Test
    void postsAnEmptyMessageWithoutAContentType() throws Exception {
        assertThat(it.hook("", "{\"text\":\"hi\"}").statusCode()).isEqualTo(200);
        assertThat(it.simulator.messages())
                .singleElement()
                .extracting(ChatMessage::text)
                .isEqualTo("");
    }

    @Test
    void postsNothingForAnEmptyBodyOrAGet() throws Exception {
        assertThat(it.hook("application/json", "").body()).isEqualTo("{\"success\":true}");
        assertThat(it.send("GET", it.simulator.webhookUrl(SimulatorFixture.CRITICAL) + "?text=hi", "")
                        .body())
                .isEqualTo("{\"success\":true}");
        assertThat(it.simulator.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'[1]'", "'7'", "'\"text\"'"})
    void refusesAFormWhosePayloadIsNoObject(String payload) throws Exception {
        HttpResponse<String> response = it.hook(FORM, "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response))
                .isEqualTo("Integration payload must be a JSON object, not an array or primitive");
        assertThat(it.simulator.messages()).isEmpty();
    }
}
