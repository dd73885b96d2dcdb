package dev.tocsin.standalone;

import dev.tocsin.ingest.http.WebhookRoutes;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.wire.policy.PrometheusDuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code reconcile} is told. */
final class ReconcileOptions {
    /** How it is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** One object. */
        JSON
    }

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            required = true,
            description = {
                "its base address, http://user:password@host:9093 for basic authentication;",
                "several times for the peers of one cluster"
            })
    private List<String> alertmanagers = List.of();

    @Option(
            names = "--bearer-token-file",
            paramLabel = "FILE",
            description = "shown to every Alertmanager whose address has no user")
    private @Nullable Path bearerTokenFile;

    @Option(
            names = "--receiver",
            paramLabel = "NAME|REGEX",
            description =
                    "Alertmanager's receiver that posts to Tocsin; can be left out when all its alerts have the same one")
    private @Nullable String receiver;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "the name under which it posts to /webhook/NAME (default: alertmanager, which is /webhook)",
            defaultValue = WebhookRoutes.DEFAULT_SOURCE)
    private String source = WebhookRoutes.DEFAULT_SOURCE;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description =
                    "how long Alertmanager may take to notify: its group_wait and group_interval (default: ${DEFAULT-VALUE})",
            defaultValue = "5m30s")
    private String grace = "";

    @Option(names = "--heal", description = "posts what is missing, and the ends that were missed, to ingest")
    private boolean heal;

    @Option(names = "--dry-run", description = "posts nothing: what happens without --heal")
    private boolean dryRun;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            description = {
                "where ingest is (default: http://127.0.0.1:<TOCSIN_INGEST_PORT, 8093>/webhook);",
                "its token is that of TOCSIN_INGEST_TOKEN"
            })
    private @Nullable String ingest;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "how long alerts.state may take to show what was posted (default: ${DEFAULT-VALUE})",
            defaultValue = "1m")
    private String wait = "";

    @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
    private Output output = Output.TABLE;

    /** Refuses, with everything that is wrong. */
    void check() {
        List<String> problems = new ArrayList<>();
        alertmanagers.forEach(url -> checkUrl("--alertmanager", url, problems));
        if (ingest != null
                && checkUrl("--ingest", ingest, problems)
                && URI.create(ingest).getUserInfo() != null) {
            problems.add("--ingest: ingest asks for no user; its token is read from TOCSIN_INGEST_TOKEN");
        }
        if (!Identity.isSource(source)) {
            problems.add("--source: not the name of a source: " + source);
        }
        checkDuration("--grace", grace, problems);
        checkDuration("--wait", wait, problems);
        if (bearerTokenFile != null && !Files.isReadable(bearerTokenFile)) {
            problems.add("--bearer-token-file: can't be read: " + bearerTokenFile);
        }
        if (heal && dryRun) {
            problems.add("--heal and --dry-run contradict each other");
        }
        if (!problems.isEmpty()) {
            throw new WrongUsageException(String.join("\n", problems));
        }
    }

    /** What is no address is not repeated: there may be a password in it. */
    private static boolean checkUrl(String name, String text, List<String> problems) {
        if (HttpAddress.parse(text).isPresent()) {
            return true;
        }
        problems.add(name + ": not an address such as http://host:9093 (special characters of a password are"
                + " percent-encoded)");
        return false;
    }

    private static void checkDuration(String name, String text, List<String> problems) {
        if (PrometheusDuration.parse(text).isEmpty()) {
            problems.add(name + ": not a duration: " + text + " (expected 30s, 5m30s, 1h)");
        }
    }

    /** All that are to be asked. */
    List<AlertmanagerApi> alertmanagers(HttpClient http) {
        Optional<String> bearer = bearer();
        return alertmanagers.stream()
                .map(url -> new AlertmanagerApi(http, URI.create(url), bearer))
                .toList();
    }

    private Optional<String> bearer() {
        try {
            return bearerTokenFile == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(bearerTokenFile).strip());
        } catch (IOException e) {
            throw new WrongUsageException("--bearer-token-file: can't be read: " + bearerTokenFile);
        }
    }

    /** The first of them, without a user and a password. */
    String firstAddress() {
        return HttpAddress.shown(URI.create(alertmanagers.getFirst()));
    }

    /** The path of the source at ingest. */
    URI target(int port) {
        String base = ingest == null
                ? "http://127.0.0.1:" + port
                : ingest.replaceFirst("/+$", "").replaceFirst("/webhook$", "");
        String path = source.equals(WebhookRoutes.DEFAULT_SOURCE) ? "/webhook" : "/webhook/" + source;
        return URI.create(base + path);
    }

    @Nullable
    String receiver() {
        return receiver;
    }

    String source() {
        return source;
    }

    Duration grace() {
        return PrometheusDuration.parse(grace).orElseThrow();
    }

    Duration patience() {
        return PrometheusDuration.parse(wait).orElseThrow();
    }

    boolean heal() {
        return heal;
    }

    Output output() {
        return output;
    }
}
