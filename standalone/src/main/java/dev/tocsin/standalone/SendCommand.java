package dev.tocsin.standalone;

import dev.tocsin.ingest.app.IngestSettings;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.kit.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts Alertmanager bodies to ingest. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Posts Alertmanager bodies to ingest.",
            "Without a file: a sample of one critical, one warning and one info alert, new at every call."
        })
final class SendCommand implements Callable<Integer> {
    private static final String SAMPLE = "sample.json";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "bodies to post, one after the other; - reads one")
    private List<Path> files = List.of();

    @Option(
            names = "--url",
            description = "where ingest is (default: http://127.0.0.1:<TOCSIN_INGEST_PORT, 8093>/webhook)")
    private @Nullable URI url;

    @Option(
            names = "--resolve",
            paramLabel = "INSTANCE",
            description = "sends the end of a sample that was sent before")
    private @Nullable String resolve;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    SendCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = settings();
        URI target = Objects.requireNonNullElseGet(
                url, () -> URI.create("http://127.0.0.1:" + settings.get(IngestSettings.PORT) + "/webhook"));
        boolean accepted = true;
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            for (Map.Entry<String, String> body : bodies().entrySet()) {
                accepted &= post(client, settings, target, body.getKey(), body.getValue());
            }
        }
        return accepted ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Settings settings() {
        try {
            return Launch.reader().read(IngestSettings.CATALOGUE);
        } catch (SettingsException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> bodies() throws IOException {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (Path file : files) {
            boolean standardInput = file.toString().equals("-");
            if (!standardInput && !Files.isReadable(file)) {
                throw new WrongUsageException(file + " can't be read");
            }
            bodies.put(
                    file.toString(),
                    standardInput
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(file));
        }
        if (files.isEmpty()) {
            bodies.put("sample", sample());
        }
        return bodies;
    }

    private String sample() throws IOException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        String instance = Optional.ofNullable(resolve)
                .orElseGet(() -> "demo-"
                        + DateTimeFormatter.ofPattern("HHmmss")
                                .withZone(ZoneId.systemDefault())
                                .format(now));
        if (resolve == null) {
            spec.commandLine()
                    .getOut()
                    .println("instance " + instance + "; its end: ./tocsin send --resolve " + instance);
        }
        try (InputStream sample = Objects.requireNonNull(SendCommand.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@instance@", instance)
                    .replace("@status@", resolve == null ? "firing" : "resolved")
                    .replace(
                            "@startsAt@",
                            now.minusSeconds(resolve == null ? 0 : 1).toString())
                    .replace("@endsAt@", resolve == null ? "0001-01-01T00:00:00Z" : now.toString());
        }
    }

    private boolean post(HttpClient client, Settings settings, URI target, String name, String body)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        settings.get(IngestSettings.TOKEN)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            out.println(name + ": " + answer.statusCode() + " " + answer.body().strip());
            return answer.statusCode() / 100 == 2;
        } catch (IOException e) {
            out.println(name + ": no answer from " + target + " (is ./tocsin up running?)");
            return false;
        }
    }
}
