package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one command after another in one process, each as {@code ./tocsin} would run it in a process of its own: a JVM that
 * starts takes longer than most commands. Their words are read from standard input, an array in JSON for each.
 */
public final class CommandHost {
    /** The line after the output of a command begins with this, and ends with its exit code. */
    public static final String ENDED = "\u0004 ended with ";

    private CommandHost() {}

    /** Until standard input ends. */
    public static void main(String[] none) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        // Nobody sits there who could answer a question.
        System.setIn(InputStream.nullInputStream());
        Optional<String> line = Optional.ofNullable(lines.readLine());
        while (line.isPresent()) {
            String[] words = JsonMapper.shared().readValue(line.get(), String[].class);
            CommandLine command = Tocsin.commandLine();
            int code = command.execute(words);
            command.getOut().println("\n" + ENDED + code);
            command.getOut().flush();
            line = Optional.ofNullable(lines.readLine());
        }
        System.exit(0);
    }
}
