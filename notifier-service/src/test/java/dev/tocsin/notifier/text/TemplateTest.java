package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.Template.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Path STANDARD = Path.of("src/main/resources/dev/tocsin/notifier/text/default.peb");

    private final List<String> complaints = new ArrayList<>();

    private static Template good(String source) {
        return switch (Template.parse(source)) {
            case Parsed.Good(Template template) -> template;
            case Parsed.Bad bad -> throw new AssertionError(bad.sentence());
        };
    }

    private static Parsed.Bad bad(String source) {
        return switch (Template.parse(source)) {
            case Parsed.Good _ -> throw new AssertionError(source);
            case Parsed.Bad bad -> bad;
        };
    }

    private MessageWriter writer(String source) {
        return new MessageWriter(Severities.standard(), Untrusted::inMarkup, good(source), complaints::add);
    }

    private Message written(String source, RoutedAlert... batch) {
        return writer(source).write(Notification.of(List.of(batch)));
    }

    private static Message standard(RoutedAlert... batch) {
        return new MessageWriter(Severities.standard(), Untrusted::inMarkup).write(Notification.of(List.of(batch)));
    }

    @Test
    void aCopyOfTheStandardOneSaysTheSame() throws IOException {
        RoutedAlert told =
                Routed.alert("A").label("x", "1").annotation("summary", "S").told();
        assertThat(written(Files.readString(STANDARD), told)).isEqualTo(standard(told));
    }

    @Test
    void anEmptyOneSaysTheSameAsTheStandardOne() {
        assertThat(written("", Routed.firing("x"))).isEqualTo(standard(Routed.firing("x")));
    }

    @Test
    void blocksThatAreNotThereAreTheStandardOnes() {
        Message message = written(
                "{% block alert_title %}{{ name }} on {{ labels.instance | replace(\".example.org\", \"\") }}{% endblock %}",
                Routed.firing("web-1.example.org"));
        assertThat(message.headline()).isEqualTo("🔴 [FIRING:1] HostDown");
        assertThat(message.blocks()).singleElement().satisfies(block -> {
            assertThat(block.title()).isEqualTo("HostDown on web-1");
            assertThat(block.text()).isEqualTo("instance: web-1.example.org\nsince 2026-03-02 12:00:00 UTC");
        });
    }

    @Test
    void timesMayBeToldAnywhere() {
        String source = "{% block alert_times %}{{ since | time(\"HH:mm\", \"Europe/Berlin\") }}{% endblock %}";
        assertThat(written(source, Routed.firing("x")).blocks())
                .singleElement()
                .returns("instance: x\n13:00", Block::text);
    }

    @Test
    void ownWordsOfASubjectMayBeMarkupAndForeignOnesAreNot() {
        RoutedAlert told = Routed.alert("*x* @all").told();
        assertThat(written("{% block subject %}*{{ severity }}* @here {{ name }}{% endblock %}", told)
                        .headline())
                .isEqualTo("🔴 [FIRING:1] *critical* @here `*x* @\u200ball`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name }}",
                "x{{ name ~ name }}",
                "{% set x = name %}{{ x }}",
                "{% for n in names %}{{ n }}{% endfor %}",
                "{% for label in group %}{{ label.value }}{% endfor %}",
                "{{ group }}",
                "{{ group | pairs }}",
                "{{ name | lower }}",
                "{{ names | join(\" \") }}",
                "{{ name | default(\"x\") | title }}",
                "{{ firing > 0 ? name : \"x\" }}",
                "{{ name | cut(20) }}",
                "{{ name | replace(\"x\", \"y\") }}"
            })
    void nothingForeignPingsFromASubjectWhateverTheTemplateDoes(String body) {
        RoutedAlert told =
                Routed.alert("@all [a](http://b.example) `x` \n#general").told();
        String headline =
                written("{% block subject %}" + body + "{% endblock %}", told).headline();
        assertThat(headline)
                .doesNotContainPattern("[@#]\\p{L}")
                .doesNotContain("\n")
                .matches("[^`]*(`[^`]*`[^`]*)*");
        assertThat(headline.replaceAll("`[^`]*`", "")).doesNotContain("](");
    }

    @ParameterizedTest
    @CsvSource({
        "@{{ name }}, @\u200ball",
        "<!{{ name }}>, <!\u200ball>",
        "<@{{ name }}>, <@\u200ball>",
        "#{{ name }}, #\u200ball",
        "x@{{ \"\" }}{{ name }}, x@\u200ball",
        "-{{ name }}, -all",
    })
    void anAtOfTheTemplatesOwnMakesNoMentionOfAForeignWord(String body, String expected) {
        assertThat(written(
                                "{% block subject %}" + body + "{% endblock %}",
                                Routed.alert("all").told())
                        .headline())
                .isEqualTo("🔴 [FIRING:1] " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ names | join(\", \") }}",
                "{% for n in names %}{% if loop.index < 3 %}{{ n }} {% endif %}{% endfor %}"
            })
    void aStormOfManyNamesIsNotTooMuchForATemplate(String body) {
        RoutedAlert[] storm = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> Routed.alert("TheTopicOfAnAlertOfUsualLength" + i).told())
                .toArray(RoutedAlert[]::new);
        assertThat(written("{% block subject %}storm {{ groups }} " + body + "{% endblock %}", storm)
                        .headline())
                .startsWith("🔴 [FIRING:1000] storm 1000 ");
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% block alert_text %}{% for a in labels %}{% for b in labels %}{{ a.value }}{% endfor %}{% endfor %}{% endblock %}",
                "{% block subject %}{% for a in names %}{% for b in names %}{{ a }}{% endfor %}{% endfor %}{% endblock %}",
                "{% block alert_text %}{{ description ~ description ~ description ~ description ~ summary ~ summary ~ summary ~ summary ~ description }}{% endblock %}"
            })
    void whatFailsOnManyLabelsNamesOrLongTextsIsFoundBeforeItIsUsed(String source) {
        assertThat(bad(source).sentence()).isNotBlank();
    }

    @Test
    void longOutputIsCutWhateverTheTemplateDoes() {
        String twice = "{{ name }}{{ name }}{{ name }}{{ name }}{{ name }}";
        Message message = written(
                "{% block subject %}" + twice + "{% endblock %}{% block alert_title %}" + twice
                        + "{% endblock %}{% block alert_text %}" + twice.repeat(5) + "{% endblock %}",
                Routed.alert("@" + "x".repeat(290)).told());
        assertThat(message.headline()).hasSizeLessThan(1_100).endsWith("… (cut)`");
        assertThat(message.blocks()).singleElement().satisfies(block -> {
            assertThat(block.title()).hasSize(300).endsWith("… (cut)");
            assertThat(block.text()).hasSize(4_500).endsWith("… (cut)");
        });
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsUnseenIsTakenOutEvenWhenTheTemplateWroteIt() {
        Message message = written("{% block alert_title %}a\u202eb\u0000{% endblock %}", Routed.firing("x"));
        assertThat(message.blocks()).singleElement().returns("ab", Block::title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{% block subject %}{{ nme }}{% endblock %} ! there is no variable nme",
                "{% block title %}{% endblock %} ! there is no block title; there are alert_brief, alert_text",
                "{% block alert_text %}{{ since | date }}{% endblock %} ! there is no filter date; there are capitalize",
                "{% block alert_text %}{{ name | time }}{% endblock %} ! time: it is for since and ended",
                "{% block alert_text %}{{ name | duration }}{% endblock %} ! duration: it is for lasted",
                "{% block alert_text %}{{ name | pairs }}{% endblock %} ! pairs: it is for labels",
                "{% block alert_text %}{{ name | cut }}{% endblock %} ! cut: give the number of characters",
                "{% block alert_text %}{{ name | replace(\"a\") }}{% endblock %} ! replace: give two texts",
                "{% block alert_text %}{{ since | time(\"bad\") }}{% endblock %} ! time: ",
                "{% block alert_text %}{{ since | time(\"HH\", \"Nowhere/X\") }}{% endblock %} ! time: ",
                "{% block alert_text %}{{ since | time(\"'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x'x\") }}{% endblock %} ! time: the pattern has more than 100 characters",
                "{% block alert_text %}{{ description | first }}{% endblock %} ! first: it does not work on this",
                "{% block alert_text %}{{ shown | last }}{% endblock %} ! last: it does not work on this",
                "{% block alert_title %}{{ title }}{% endblock %} ! there is no variable title"
            })
    void whatIsWrongIsFoundBeforeItIsUsed(String source, String problem) {
        assertThat(bad(source).sentence()).startsWith("line 1: " + problem);
    }

    @Test
    void whereItWouldSayNothingTheStandardWordsStand() {
        String source = "{% block subject %}{% endblock %}{% block alert_title %}{{ summary }}{% endblock %}";
        Message message = written(
                source,
                Routed.firing("a"),
                Routed.alert("B").annotation("summary", "own").told());
        assertThat(message.headline()).isEqualTo("🔴 [FIRING:2] alerts of 2 groups");
        assertThat(message.blocks()).extracting(Block::title).containsExactly("HostDown", "own");
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u0000\u202e", " "})
    void aNameOfWhichNothingIsSeenIsNone(String name) {
        Message message = standard(Routed.alert(name).group(Map.of()).told());
        assertThat(message.headline()).isEqualTo("🔴 [FIRING:1] alert without a name");
        assertThat(message.blocks()).singleElement().returns("alert without a name", Block::title);
    }

    @Test
    void whatOnlyAnEndedAlertShowsIsFoundToo() {
        assertThat(bad("{% block alert_text %}{% if status == \"resolved\" %}\n{{ gone }}{% endif %}{% endblock %}"))
                .isEqualTo(new Parsed.Bad(2, "there is no variable gone"));
    }

    private static final String FAILS_ON_BOOM =
            "{% block alert_title %}{% if name == \"Boom\" %}{{ gone }}{% endif %}own {{ name }}{% endblock %}";

    @Test
    void aTemplateThatFailsGivesWayToTheStandardWordsForThatMessageAndSaysSo() {
        MessageWriter writer = writer(FAILS_ON_BOOM);
        RoutedAlert boom = Routed.alert("Boom").told();
        Notification failing = Notification.of(List.of(Routed.alert("Fine").told(), boom));
        Message expected = standard(Routed.alert("Fine").told(), boom);

        assertThat(writer.write(failing)).isEqualTo(expected);
        assertThat(complaints).containsExactly("line 1: there is no variable gone");
        assertThat(writer.write(Notification.of(List.of(Routed.alert("Fine").told())))
                        .blocks())
                .singleElement()
                .returns("own Fine", Block::title);
    }

    @Test
    void aTemplateThatTakesTooLongForAnAlertGivesWayToo() {
        String loops =
                "{% block alert_text %}{% for a in labels %}{% for b in labels %}{{ a.key }}{% endfor %}{% endfor %}"
                        + "{% endblock %}";
        Routed alert = Routed.alert("A");
        for (int i = 0; i < 60; i++) {
            alert.label("label" + i, "x");
        }
        assertThat(written(loops, alert.told())).isEqualTo(standard(alert.told()));
        assertThat(complaints).singleElement().asString().contains("too much");
    }
}
