package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.text.Template.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFileTest {
    private static final String GOOD = "{% block alert_title %}{{ name }}!{% endblock %}";

    @TempDir
    private Path folder;

    private static String problem(Path file) {
        return switch (TemplateFile.read(file).parse()) {
            case Parsed.Good _ -> "";
            case Parsed.Bad bad -> bad.sentence();
        };
    }

    @Test
    void theStandardTemplateCanBeCopied() throws IOException {
        assertThat(problem(Files.writeString(folder.resolve("own.peb"), Template.standardSource())))
                .isEmpty();
    }

    @Test
    void whatIsNoTextIsAProblem() throws IOException {
        assertThat(problem(folder.resolve("missing.peb"))).isEqualTo("there is no such file");
        assertThat(problem(folder)).isEqualTo("it is no file");
        assertThat(problem(Files.write(folder.resolve("latin"), "é".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("it is not UTF-8 text; save it as UTF-8");
        assertThat(problem(Files.writeString(folder.resolve("large"), " ".repeat(1 << 20))))
                .isEqualTo("it has more than 32000 characters");
        assertThat(problem(Files.writeString(folder.resolve("long"), " ".repeat(32_001))))
                .isEqualTo("it has more than 32000 characters");
    }

    @Test
    void aMarkAtTheBeginningIsNoText() throws IOException {
        assertThat(problem(Files.writeString(folder.resolve("own.peb"), "\ufeff" + GOOD)))
                .isEmpty();
    }

    @Test
    void aBrokenOneSaysTheLine() throws IOException {
        Path broken = Files.writeString(folder.resolve("own.peb"), "{# #}\n{% block subject %}{{ nme }}{% endblock %}");
        assertThat(problem(broken)).isEqualTo("line 2: there is no variable nme");
    }

    @Test
    void twoAreEqualUntilTheTextChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("own.peb"), GOOD);
        TemplateFile before = TemplateFile.read(file);
        assertThat(TemplateFile.read(file)).isEqualTo(before);
        Files.writeString(file, GOOD + " ");
        assertThat(TemplateFile.read(file)).isNotEqualTo(before);
        Files.delete(file);
        assertThat(TemplateFile.read(file)).isNotEqualTo(before);
    }
}
