package dev.tocsin.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.history.reconcile.Unsaid;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Status;
import dev.tocsin.standalone.AlertmanagerAnswer.Listed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one Alertmanager's API v2 ({@code api/v2/openapi.yaml} of its sources). Changes nothing there. */
final class AlertmanagerApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http;
    private final String address;
    private final Optional<String> authorization;

    /**
     * Uses this client, and does not close it.
     *
     * @param url its base address; a user and a password in it are sent as basic authentication
     * @param bearer a token that is shown instead
     */
    AlertmanagerApi(HttpClient http, URI url, Optional<String> bearer) {
        this.http = http;
        this.address = HttpAddress.shown(url);
        this.authorization = Optional.ofNullable(url.getUserInfo())
                .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .or(() -> bearer.map(token -> "Bearer " + token));
    }

    /** All that a comparison needs. */
    AlertmanagerAnswer ask() throws InterruptedException {
        try {
            Instant startedAt = time(get("status", Started.class).uptime());
            List<String> receivers =
                    Stream.of(get("receivers", Named[].class)).map(Named::name).toList();
            Entry[] alerts = get("alerts", Entry[].class);
            Map<String, Set<String>> muted = muted(get("alerts/groups", Group[].class));
            return new AlertmanagerAnswer.Told(
                    address,
                    startedAt,
                    receivers,
                    Stream.of(alerts).map(alert -> listed(alert, muted)).toList());
        } catch (IOException e) {
            return new AlertmanagerAnswer.Failed(address, reason(e));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new AlertmanagerAnswer.Failed(address, "an alert that it has can't be read: " + reason(e));
        }
    }

    private <T> T get(String what, Class<T> type) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v2/" + what))
                .header("Accept", "application/json")
                .timeout(PATIENCE);
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> answer = answer(request.build());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + " to GET /api/v2/" + what);
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JacksonException e) {
            throw new IOException("what it answers to GET /api/v2/" + what + " is not Alertmanager's", e);
        }
    }

    /** The time-out of a request ends with the headers; this one covers a body that drips. */
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException) {
                throw new IOException("it can't be reached", e);
            }
            throw new IOException("no answer: " + reason(Objects.requireNonNullElse(e.getCause(), e)), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private static String reason(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    /** Which alerts, by fingerprint, are muted at which receivers: in all of a receiver's groups that hold them. */
    private static Map<String, Set<String>> muted(Group[] groups) {
        Map<String, Set<String>> muted = new HashMap<>();
        Map<String, Set<String>> spoken = new HashMap<>();
        for (Group group : groups) {
            for (Entry alert : group.alerts()) {
                boolean mute = !alert.status().mutedBy().isEmpty();
                (mute ? muted : spoken)
                        .computeIfAbsent(alert.fingerprint(), any -> new HashSet<>())
                        .add(group.receiver().name());
            }
        }
        muted.forEach((fingerprint, receivers) -> receivers.removeAll(spoken.getOrDefault(fingerprint, Set.of())));
        return muted;
    }

    private static Listed listed(Entry api, Map<String, Set<String>> muted) {
        Alert alert = new Alert(
                Status.FIRING,
                withValues(api.labels()),
                withValues(api.annotations()),
                time(api.startsAt()),
                null,
                api.generatorUrl());
        return new Listed(
                alert,
                Fingerprint.parse(api.fingerprint()),
                api.status().unsaid(),
                api.receivers().stream().map(Named::name).collect(Collectors.toSet()),
                muted.getOrDefault(api.fingerprint(), Set.of()));
    }

    /** An empty value means that there is none, as in ingest. */
    private static NavigableMap<String, String> withValues(Map<String, String> texts) {
        NavigableMap<String, String> kept = new TreeMap<>(texts);
        kept.values().removeIf(String::isEmpty);
        return kept;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static <T> T given(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    record Started(String uptime) {
        Started {
            uptime = given(uptime, "");
        }
    }

    record Named(String name) {
        Named {
            name = given(name, "");
        }
    }

    record Group(Named receiver, List<Entry> alerts) {
        Group {
            receiver = given(receiver, new Named(""));
            alerts = given(alerts, List.of());
        }
    }

    record Entry(
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint,
            List<Named> receivers,
            State status) {
        Entry {
            labels = given(labels, Map.of());
            annotations = given(annotations, Map.of());
            startsAt = given(startsAt, "");
            generatorUrl = given(generatorUrl, "");
            fingerprint = given(fingerprint, "");
            receivers = given(receivers, List.of());
            status = given(status, new State("", List.of(), List.of(), List.of()));
        }
    }

    record State(String state, List<String> silencedBy, List<String> inhibitedBy, List<String> mutedBy) {
        State {
            state = given(state, "");
            silencedBy = given(silencedBy, List.of());
            inhibitedBy = given(inhibitedBy, List.of());
            mutedBy = given(mutedBy, List.of());
        }

        Optional<Unsaid> unsaid() {
            if (!silencedBy.isEmpty()) {
                return Optional.of(Unsaid.SILENCED);
            }
            if (!inhibitedBy.isEmpty()) {
                return Optional.of(Unsaid.INHIBITED);
            }
            return switch (state) {
                case "active" -> Optional.empty();
                case "suppressed" -> Optional.of(Unsaid.MUTED);
                default -> Optional.of(Unsaid.UNPROCESSED);
            };
        }
    }
}
