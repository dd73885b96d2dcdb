package dev.tocsin.notifier.text.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template can do, and that it can do nothing else. */
@Timeout(20)
class SandboxedTemplateTest {
    private static final Rules RULES = new Rules(
            Set.of("a", "b"),
            Map.of(
                    "twice",
                    new TextFilter(
                            List.of("between"),
                            (value, arguments) -> value + String.join("", texts(arguments)) + value),
                    "picky",
                    new TextFilter(List.of(), (value, none) -> {
                        throw new IllegalArgumentException("not this one");
                    })));
    private static final Map<String, Object> VARIABLES = Map.of(
            "name",
            "HostDown",
            "count",
            3L,
            "yes",
            true,
            "labels",
            new TreeMap<>(Map.of("instance", "web-1", "job", "x")),
            "names",
            List.of("b", "a"),
            "many",
            IntStream.range(0, 50).mapToObj(Integer::toString).toList(),
            "long",
            "x".repeat(2_000));

    private static List<String> texts(List<Object> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static String rendered(String body) {
        return SandboxedTemplate.parse("{% block a %}" + body + "{% endblock %}", RULES)
                .render("a", VARIABLES)
                .lines();
    }

    private static String problem(String body) {
        TemplateException thrown = null;
        try {
            rendered(body);
        } catch (TemplateException e) {
            thrown = e;
        }
        assertThat(thrown).as(body).isNotNull();
        return thrown == null ? "" : thrown.problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ name }}; HostDown",
                "{{ name | upper }}; HOSTDOWN",
                "{{ name | lower | capitalize }}; Hostdown",
                "{{ labels.instance }}; web-1",
                "{{ labels[\"instance\"] }}; web-1",
                "{{ labels.gone | default(\"-\") }}; -",
                "{{ labels.size | default(\"no such label\") }}; no such label",
                "{{ labels.class | default(\"no such label\") }}; no such label",
                "{{ names | join(\", \") }}; b, a",
                "{{ names[1] }}{{ names[7] }}; a",
                "{{ names | first }}{{ names | length }}; b2",
                "{% for label in labels %}{{ label.key }}={{ label.value }}{% if not loop.last %},{% endif %}{% endfor %}; instance=web-1,job=x",
                "{% for name in names %}{{ loop.index }}{{ loop.first }} {% endfor %}; 0true 1false",
                "{% set x = name ~ 1 %}{{ x }}; HostDown1",
                "{{ name | twice(\"+\") }}; HostDown+HostDown",
                "{{ yes ? \"y\" : name }}; y",
                "{% if name contains \"Host\" and count >= 3 %}yes{% else %}no{% endif %}; yes",
                "{% if name is empty or count is even %}yes{% else %}no{% endif %}; no",
                "{# comment #}x; x",
                "{% verbatim %}{{ name }}{% endverbatim %}; {{ name }}"
            })
    void putsValuesTogether(String body, String expected) {
        assertThat(rendered(body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name.getClass() }}",
                "{{ name.class }}",
                "{{ name.bytes }}",
                "{{ name.length() }}",
                "{{ name['class'] }}",
                "{{ labels.getClass() }}",
                "{{ labels.entrySet().iterator() }}",
                "{{ names.size() }}",
                "{{ count.class.forName('java.lang.Runtime') }}",
                "{{ yes.TYPE }}",
                "{% for n in names %}{{ loop.class }}{% endfor %}",
                "{% for n in names %}{{ loop.getClass() }}{% endfor %}",
                "{% for l in labels %}{{ l.getKey() }}{% endfor %}",
                "{% for l in labels %}{{ l.class }}{% endfor %}"
            })
    void reachesNoMethodAndNoClass(String body) {
        assertThat(problem(body)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ _context }}", "{{ locale }}", "{{ template }}"})
    void seesNothingOfTheEngine(String body) {
        assertThat(rendered(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include \"/etc/passwd\" %}",
                "{% import \"/etc/passwd\" %}",
                "{% from \"/etc/passwd\" import x %}",
                "{% embed \"/etc/passwd\" %}{% endembed %}",
                "{% extends \"/etc/passwd\" %}",
                "{% macro m() %}{{ m() }}{% endmacro %}",
                "{% parallel %}x{% endparallel %}",
                "{% cache 'x' %}x{% endcache %}",
                "{% autoescape false %}{{ name }}{% endautoescape %}",
                "{% filter upper %}x{% endfilter %}",
                "{% flush %}"
            })
    void readsNothingElseAndHasNoOtherTag(String body) {
        assertThat(problem(body)).startsWith("there is no tag ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name | raw }}",
                "{{ name | escape(\"html\") }}",
                "{{ name | format(1) }}",
                "{{ name | split(\"(a+)+\") }}",
                "{{ name | date(\"yyyy\") }}",
                "{{ labels | merge(labels) }}",
                "{% if yes %}{% else %}{{ name | gone }}{% endif %}"
            })
    void hasNoOtherFilterWhateverBranchItIsIn(String body) {
        assertThat(problem(body)).startsWith("there is no filter ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range(0, 1000000000) }}",
                "{{ max(1, 2) }}",
                "{{ i18n('bundle', 'key') }}",
                "{{ block('a') }}",
                "{{ parent() }}",
                "{{ [name, name] }}",
                "{% for x in [1, 2] %}{% endfor %}",
                "{% if [1] %}{% endif %}",
                "{% set m = {'a': name} %}",
                "{{ \"#{name}#{name}\" }}",
                "{{ 0..1000000000 }}",
                "{{ name + name }}",
                "{{ name matches '(a+)+' }}",
                "{% if name is map %}{% endif %}"
            })
    void canNeitherCallNorBuildWhatGrows(String body) {
        assertThat(problem(body)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in many %}{% for b in many %}{% for c in many %}{% for d in many %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in many %}{% for b in many %}{{ b }}{% endfor %}{% endfor %}",
                "{% for a in many %}{% if long contains name %}{% endif %}{% for b in many %}{% if b == a %}{% endif %}{% endfor %}{% endfor %}"
            })
    void goesAroundAThousandTimesAtMost(String body) {
        assertThat(problem(body)).contains("1,000 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set x = long %}{% for a in many %}{% set x = x ~ x %}{% endfor %}{{ x }}",
                "{% set x = long %}{% for a in many %}{% set x = x | twice(x) %}{% endfor %}{{ x }}",
                "{% for a in many %}{{ long }}{% endfor %}"
            })
    void fillsNoMemory(String body) {
        assertThat(problem(body)).contains("16000 characters");
    }

    @Test
    void endsSoonWhateverItDoes() {
        String work = "{% set x = long ~ a %}{% if x contains long %}{% endif %}".repeat(400);
        long before = System.nanoTime();
        assertThat(problem("{% for a in many %}" + work + "{% endfor %}")).contains("too much");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 15_000})
    void isNotNestedTooDeeply(int depth) {
        assertThat(problem("{{ " + "(".repeat(depth) + "name" + ")".repeat(depth) + " }}"))
                .isNotEmpty();
    }

    @Test
    void isNotTooLong() {
        assertThat(problem("x".repeat(SandboxedTemplate.LONGEST_SOURCE))).contains("32000 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{% block a %}/{{ gone }}/{% endblock %}; 2; there is no variable gone",
                "{% block a %}//{{ name | picky }}/{% endblock %}; 3; picky: not this one",
                "{% block a %}/{% if gone == 1 %}{% endif %}{% endblock %}; 2; there is no variable gone",
                "{% block a %}/{% if name | picky == 1 %}{% endif %}{% endblock %}; 2; picky: not this one",
                "{% block a %}/{{ name | gone }}{% endblock %}; 2; there is no filter gone",
                "{% block c %}{% endblock %}; 1; there is no block c; there are a, b",
                "/hello/{% block a %}{% endblock %}; 2; what stands outside of the blocks is never shown",
                "{% block a %}/{% block b %}{% endblock %}{% endblock %}; 2; a block can't stand within a block",
                "{% block a %}{% endblock %}/{% block a %}{% endblock %}; 2; the block a is there twice",
                "{% block a %}/{{ name.class }}{% endblock %}; 2; there is no class in this"
            })
    void saysWhatIsWrongAndWhere(String source, int line, String problem) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> SandboxedTemplate.parse(source.replace('/', '\n'), RULES)
                        .render("a", VARIABLES))
                .satisfies(thrown -> assertThat(thrown.line()).isEqualTo(line))
                .satisfies(thrown -> assertThat(thrown.problem()).startsWith(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% block a %}",
                "{% block a %}{% if yes %}{% endblock %}",
                "{% block a %}{{ name",
                "{% block",
                "{{",
                "{% block a %}{{ name | }}{% endblock %}",
                "{% block a %}{% for %}{% endfor %}{% endblock %}",
                "{% endblock %}",
                "{% block a %}{{ 99999999999999999999 }}{% endblock %}",
                "{# open"
            })
    void brokenOnesAreRefusedWithASentence(String source) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> SandboxedTemplate.parse(source, RULES).render("a", VARIABLES))
                .satisfies(thrown -> assertThat(thrown.sentence()).isNotBlank().doesNotContain("null"));
    }

    @Test
    void blocksDoNotDisturbOneAnother() {
        SandboxedTemplate template = SandboxedTemplate.parse(
                "{% set x = name %}{% block a %}{{ x }}{% endblock %}{% block b %}{{ gone }}{% endblock %}", RULES);
        assertThat(template.render("a", VARIABLES).line()).isEqualTo("HostDown");
        assertThat(template.has("b")).isTrue();
    }

    @Test
    void emptyOneHasNoBlocks() {
        assertThat(SandboxedTemplate.parse("", RULES).has("a")).isFalse();
    }

    @Test
    void hasOneTemplatePerEngineSoThatManyThreadsMayUseIt() {
        SandboxedTemplate template = SandboxedTemplate.parse("{% block a %}{{ name }}{% endblock %}", RULES);
        Set<String> all = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> template.render("a", Map.of("name", "n" + i)).line())
                .collect(Collectors.toSet());
        assertThat(all).hasSize(200);
    }
}
