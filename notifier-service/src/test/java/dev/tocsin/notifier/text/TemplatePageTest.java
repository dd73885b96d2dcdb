package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/templates.md and the head of default.peb say what there is. */
class TemplatePageTest {
    private static final String PAGE = read(Path.of("../docs/templates.md"));
    private static final String STANDARD = read(Path.of("src/main/resources/dev/tocsin/notifier/text/default.peb"));
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```twig\n(.*?)```", Pattern.DOTALL);

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first words of the rows below this headline. */
    private static Set<String> rows(String headline) {
        int start = PAGE.indexOf("\n## " + headline + "\n");
        assertThat(start).as(headline).isPositive();
        int end = PAGE.indexOf("\n## ", start + 1);
        return ROW.matcher(PAGE.substring(start, end))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> subjectVariables() {
        return TemplateVariables.of(SampleNotifications.all().getFirst()).keySet();
    }

    private static Set<String> alertVariables() {
        Notification notification = SampleNotifications.all().getFirst();
        Section section = notification.sections().getFirst();
        Line line = section.lines().getFirst();
        Set<String> names = new TreeSet<>(List.of("title", "times"));
        names.addAll(TemplateVariables.of(line, section.group(), Set.of()).keySet());
        return names;
    }

    @Test
    void thePageHasTheVariablesThatThereAre() {
        assertThat(rows("Variables of `subject`")).containsExactlyInAnyOrderElementsOf(subjectVariables());
        assertThat(rows("Variables of the other blocks")).containsExactlyInAnyOrderElementsOf(alertVariables());
    }

    @Test
    void thePageHasTheBlocksAndFiltersThatThereAre() {
        assertThat(rows("Blocks")).containsExactlyInAnyOrderElementsOf(TemplateBlock.keys());
        assertThat(rows("Filters")).containsExactlyInAnyOrderElementsOf(Template.RULES.filterNames());
    }

    @Test
    void theStandardTemplateNamesAllOfTheVariables() {
        String head = STANDARD.substring(0, STANDARD.indexOf("#}"));
        Map<String, Set<String>> expected = Map.of(
                head.substring(head.indexOf("In subject:"), head.indexOf("In all others")), subjectVariables(),
                head.substring(head.indexOf("In all others")), alertVariables());
        expected.forEach((part, names) -> assertThat(part.lines()
                        .skip(1)
                        .filter(line -> line.startsWith("    "))
                        .map(line -> line.strip().split(" {2,}", 2)[0])
                        .flatMap(Pattern.compile(", ")::splitAsStream)
                        .collect(Collectors.toSet()))
                .isEqualTo(names));
    }

    @Test
    void theExampleCanBeUsed() {
        List<String> examples = EXAMPLE.matcher(PAGE)
                .results()
                .map((MatchResult example) -> example.group(1))
                .toList();
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Template.parse(source)).isInstanceOf(Template.Parsed.Good.class));
    }
}
