package dev.tocsin.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.history.reconcile.Finding;
import dev.tocsin.history.reconcile.Finding.Ended;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.notifier.text.Untrusted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts alerts to ingest as Alertmanager's webhook would, many at a time.
 *
 * @param http is used, and not closed
 * @param target the path of the source
 * @param token that ingest wants to see
 * @param limits of one body, below those of ingest
 * @param sender what the bodies say of who sends them
 */
record IngestPost(HttpClient http, URI target, Optional<Secret> token, Limits limits, Sender sender) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 300;
    private static final String NO_END = "0001-01-01T00:00:00Z";

    /**
     * What one body may hold.
     *
     * @param alerts at most
     * @param bytes of its alerts together; a single larger one goes alone
     */
    record Limits(int alerts, int bytes) {}

    /**
     * Who it is that speaks.
     *
     * @param receiver the name of Tocsin in Alertmanager
     * @param externalUrl where messages link to
     */
    record Sender(String receiver, String externalUrl) {}

    /** Posts them; what was not taken, and why. */
    Map<Finding, String> post(List<Finding> findings) throws InterruptedException {
        Map<Finding, String> notTaken = new LinkedHashMap<>();
        List<List<Finding>> chunks = chunks(findings);
        for (int next = 0; next < chunks.size(); next++) {
            if (post(chunks.get(next), notTaken) instanceof Answer.Down(String why)) {
                // The next one would fare no better.
                chunks.subList(next + 1, chunks.size())
                        .forEach(rest -> rest.forEach(found -> notTaken.put(found, why)));
                break;
            }
        }
        return notTaken;
    }

    private List<List<Finding>> chunks(List<Finding> findings) {
        List<List<Finding>> chunks = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        int bytes = 0;
        for (Finding found : findings) {
            int weight = JSON.writeValueAsBytes(Entry.of(found)).length;
            if (!open.isEmpty() && (open.size() == limits.alerts() || bytes + weight > limits.bytes())) {
                chunks.add(List.copyOf(open));
                open.clear();
                bytes = 0;
            }
            open.add(found);
            bytes += weight;
        }
        if (!open.isEmpty()) {
            chunks.add(List.copyOf(open));
        }
        return chunks;
    }

    /** Of a body that is refused nothing was written: its halves may pass. */
    private Answer post(List<Finding> chunk, Map<Finding, String> notTaken) throws InterruptedException {
        Answer answer = send(chunk);
        return switch (answer) {
            case Answer.Taken() -> answer;
            case Answer.Down(String why) -> {
                chunk.forEach(found -> notTaken.put(found, why));
                yield answer;
            }
            case Answer.Refused(String why)
            when chunk.size() == 1 -> {
                notTaken.put(chunk.getFirst(), why);
                yield answer;
            }
            case Answer.Refused(String _) -> {
                int middle = chunk.size() / 2;
                Answer first = post(chunk.subList(0, middle), notTaken);
                if (first instanceof Answer.Down(String why)) {
                    chunk.subList(middle, chunk.size()).forEach(found -> notTaken.put(found, why));
                    yield first;
                }
                yield post(chunk.subList(middle, chunk.size()), notTaken);
            }
        };
    }

    private Answer send(List<Finding> chunk) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(chunk))));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String said = "ingest answered " + answer.statusCode() + detail(answer.body());
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Taken();
                case 400, 413 -> new Answer.Refused(said);
                case 401 -> new Answer.Down(said + " (set TOCSIN_INGEST_TOKEN)");
                default -> new Answer.Down(said);
            };
        } catch (IOException e) {
            return new Answer.Down("no answer from ingest at " + HttpAddress.shown(target) + ", see --ingest");
        }
    }

    private static String detail(String body) {
        try {
            String detail = JSON.readTree(body).path("detail").asString("");
            return detail.isEmpty() ? "" : ": " + Untrusted.line(detail, SHOWN);
        } catch (JacksonException e) {
            // Something that stands before ingest.
            return "";
        }
    }

    private Body body(List<Finding> chunk) {
        List<Entry> alerts = chunk.stream().map(Entry::of).toList();
        boolean fires = alerts.stream().anyMatch(entry -> entry.status().equals("firing"));
        return new Body(
                "4",
                "",
                fires ? "firing" : "resolved",
                sender.receiver(),
                Map.of(),
                common(alerts.stream().map(Entry::labels).toList()),
                common(alerts.stream().map(Entry::annotations).toList()),
                sender.externalUrl(),
                0,
                alerts);
    }

    private static Map<String, String> common(List<Map<String, String>> maps) {
        Map<String, String> common = new LinkedHashMap<>(maps.getFirst());
        maps.forEach(map -> common.entrySet().retainAll(map.entrySet()));
        return common;
    }

    /** What became of a body. */
    private sealed interface Answer {
        record Taken() implements Answer {}

        record Refused(String why) implements Answer {}

        record Down(String why) implements Answer {}
    }

    /** Alertmanager's body, of several groups: Tocsin groups by itself, and its ingest looks at the alerts alone. */
    private record Body(
            String version,
            String groupKey,
            String status,
            String receiver,
            Map<String, String> groupLabels,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            @JsonProperty("externalURL") String externalUrl,
            int truncatedAlerts,
            List<Entry> alerts) {}

    private record Entry(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint) {
        static Entry of(Finding found) {
            Alert alert = found instanceof Ended ended ? ended.end() : found.alert();
            return new Entry(
                    alert.status().word(),
                    alert.labels(),
                    alert.annotations(),
                    alert.startsAt().toString(),
                    alert.firing()
                            ? NO_END
                            : Objects.requireNonNull(alert.endsAt()).toString(),
                    alert.generatorUrl(),
                    found.identity().fingerprint().toString());
        }
    }
}
