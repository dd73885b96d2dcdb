package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attachment rules, and the versions in which they differ. */
class HookAttachmentTest {
    private static final SimulatorFixture IT = new SimulatorFixture();

    @BeforeEach
    void empty() {
        IT.simulator.clear();
        IT.simulator.changeProfile(profile -> profile.withFields(FieldRules.V8));
    }

    @AfterAll
    static void stop() {
        IT.close();
    }

    private static HttpResponse<String> post(String attachment) throws Exception {
        return IT.hook("{\"text\":\"t\",\"attachments\":[" + attachment.replace('`', '"') + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`title_link`:``}                       | Invalid href value provided",
                "{`title_link`:`javascript:alert(1)`}    | Invalid href value provided",
                "{`author_link`:`mailto:a@b.c`}          | Invalid href value provided",
                "{`image_url`:`example.org/a.png`}       | Invalid href value provided",
                "{`actions`:[{`url`:`ftp://x`}]}         | Invalid href value provided",
                "{`text`:7}                              | Match error: Expected string, got number",
                "{`collapsed`:`yes`}                     | Match error: Expected boolean, got string",
                "{`image_size`:`1`}                      | Match error: Expected number, got string",
                "{`fields`:{}}                           | Match error: Expected array, got object",
                "{`image_dimensions`:true}               | Match error: Expected object, got boolean",
                "7                                       | Match error: Expected object, got number",
                "{`fields`:[{`title`:`a`,`value`:``}]}   | Invalid attachment field, title and value is required",
                "{`fields`:[{`title`:`a`,`value`:0}]}    | Invalid attachment field, title and value is required",
                "{`fields`:[{`title`:``,`value`:`b`}]}   | Invalid attachment field, title and value is required",
                "{`fields`:[{`value`:`b`}]}              | Invalid attachment field, title and value is required",
            })
    void refusesTheWholeMessage(String attachment, String error) throws Exception {
        HttpResponse<String> response = post(attachment);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.json(response).propertyNames()).containsExactlyInAnyOrder("success", "error");
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
        assertThat(IT.simulator.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`title_link`:`HTTPS://example.org`}",
                "{`image_url`:`data:image/png;base64,AA`}",
                "{`title_link`:null,`unknown`:{`kept`:1}}",
                "{`ts`:`whenever`}",
                "{`ts`:1}",
                "{`fields`:[{`title`:`a`,`value`:7,`short`:true},{`title`:`b`,`value`:true}]}",
            })
    void accepts(String attachment) throws Exception {
        assertThat(post(attachment).statusCode()).isEqualTo(200);
        assertThat(IT.simulator.messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{`fields`:[{`title`:`a`,`value`:``}]}", "{`fields`:[{`value`:0}]}"})
    void acceptsEmptyFieldsBeforeVersion8(String attachment) throws Exception {
        IT.simulator.changeProfile(profile -> profile.withFields(FieldRules.V7));

        assertThat(post(attachment).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsWhatWasSentAndMovesMsgToText() throws Exception {
        post("{`title`:`T`,`title_link`:`https://x.org`,`msg`:`body`,`color`:`#f00`,`collapsed`:true,"
                + "`fields`:[{`title`:`a`,`value`:7,`short`:true}],`extra`:1}");

        ChatMessage message = IT.simulator.messages().getFirst();
        Attachment attachment = message.attachments().getFirst();
        assertThat(attachment.text()).isEqualTo("body");
        assertThat(attachment.titleLink()).isEqualTo("https://x.org");
        assertThat(attachment.collapsed()).isTrue();
        assertThat(attachment.fields()).containsExactly(new Attachment.Field("a", "7", true));
        assertThat(message.json()).contains("\"extra\":1").contains("\"parseUrls\":false");
    }

    @Test
    void ignoresAttachmentsThatAreNoList() throws Exception {
        assertThat(IT.hook("{\"text\":\"t\",\"attachments\":\"x\"}").statusCode())
                .isEqualTo(200);
        assertThat(IT.simulator.messages().getFirst().attachments()).isEmpty();
    }
}
