package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private Path policy;

    @BeforeEach
    void write() throws IOException {
        policy = Files.writeString(folder.resolve("tocsin.yml"), """
                route:
                  receiver: payments
                  routes: [{receiver: oncall}]
                receivers:
                  - name: payments
                    rocketchat: {room: "#payments"}
                    template_file: payments.peb
                  - name: oncall
                    slack: {webhook_url_file: hook}
                    template_file: oncall.peb
                """);
    }

    private int run(String... arguments) {
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    }

    private List<String> printed() {
        return out.toString().lines().toList();
    }

    private Path template(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void brokenAndMissingTemplatesAreProblemsLikeOthers() throws IOException {
        Path broken = template("payments.peb", "{# own #}\n{% block subject %}{{ nme }}{% endblock %}\n");

        assertThat(run("check", policy.toString())).isEqualTo(2);
        assertThat(printed())
                .containsExactly(
                        "receiver payments: template_file " + broken + ": line 2: there is no variable nme",
                        "receiver oncall: template_file " + folder.resolve("oncall.peb") + ": there is no such file");
    }

    @Test
    void aCopyOfTheStandardTemplateIsGood() throws IOException {
        assertThat(run("template")).isZero();
        String standard = out.toString();
        assertThat(standard).contains("{% block subject %}", "✅").endsWith("\n");
        template("payments.peb", standard);
        template("oncall.peb", "");

        assertThat(run("check", policy.toString())).isZero();
        assertThat(printed()).last().isEqualTo(policy + ": good");
    }
}
