package dev.tocsin.standalone;

import dev.tocsin.history.answer.AnswerJson;
import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.past.Past;
import dev.tocsin.kit.http.Problem;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.notifier.text.Untrusted;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The past as a notifier tells it over HTTP. */
final class NotifierPast implements Past {
    /** Longer than a notifier takes at most. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final int PAGE = 1_000;
    private static final int SHOWN = 2_000;

    private final URI notifier;
    private final Optional<Secret> token;

    NotifierPast(URI notifier, Optional<Secret> token) {
        this.notifier = notifier;
        this.token = token;
    }

    @Override
    public LifeAnswer lives(LifeQuestion question) {
        List<Map.Entry<String, String>> query = new ArrayList<>();
        query.add(Map.entry("alert", question.text()));
        query.add(Map.entry("from", question.from().toString()));
        question.to().ifPresent(to -> query.add(Map.entry("to", to.toString())));
        question.receiver().ifPresent(name -> query.add(Map.entry("receiver", name)));
        return read(get("/api/v1/history", query), LifeAnswer.class);
    }

    /** All pages, however many: the first says how many there are. */
    @Override
    public ParkedAnswer parked(Selection selection, String after, int most) {
        ParkedAnswer page = page(selection, after, most);
        List<ParkedAlert> all = new ArrayList<>(page.parked());
        while (page.next() != null && all.size() < most) {
            page = page(selection, page.next(), most - all.size());
            all.addAll(page.parked());
        }
        return new ParkedAnswer(
                page.v(),
                page.at(),
                page.count(),
                page.receivers(),
                page.truncated(),
                page.next(),
                all,
                page.unreadable());
    }

    private ParkedAnswer page(Selection selection, String after, int most) {
        List<Map.Entry<String, String>> query = new ArrayList<>();
        selection.receivers().forEach(name -> query.add(Map.entry("receiver", name)));
        selection.severities().forEach(name -> query.add(Map.entry("severity", name)));
        selection.matchers().forEach(matcher -> query.add(Map.entry("match", matcher)));
        selection.from().ifPresent(from -> query.add(Map.entry("from", from.toString())));
        selection.to().ifPresent(to -> query.add(Map.entry("to", to.toString())));
        query.add(Map.entry("limit", Integer.toString(Math.min(most, PAGE))));
        if (!after.isEmpty()) {
            query.add(Map.entry("after", after));
        }
        return read(get("/api/v1/parked", query), ParkedAnswer.class);
    }

    @Override
    public Optional<ParkedAlert> parked(String key) {
        HttpResponse<byte[]> answer = get("/api/v1/parked/" + encoded(key), List.of());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(answer, ParkedAlert.class));
    }

    @Override
    public DiscardAnswer discard(Selection selection, Decision decision) {
        DiscardBody body = new DiscardBody(
                selection.keys().isEmpty() ? null : selection.keys(),
                new DiscardBody.Filter(
                        selection.receivers(),
                        selection.severities(),
                        selection.matchers(),
                        selection.from().map(Instant::toString).orElse(null),
                        selection.to().map(Instant::toString).orElse(null)),
                decision.by(),
                decision.reason(),
                decision.dryRun());
        return read(
                send(request("/api/v1/parked/discard", List.of())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(AnswerJson.write(body)))),
                DiscardAnswer.class);
    }

    private HttpResponse<byte[]> get(String path, List<Map.Entry<String, String>> query) {
        return send(request(path, query).GET());
    }

    private HttpRequest.Builder request(String path, List<Map.Entry<String, String>> query) {
        String asked = query.stream()
                .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(notifier + path + (asked.isEmpty() ? "" : "?" + asked)))
                .timeout(TIMEOUT);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known.reveal()));
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new HistoryException(
                    "no answer from " + notifier
                            + ": is ./tocsin up running? Else say where the notifier is with --notifier, or where Kafka is"
                            + " with KAFKA_BOOTSTRAP_SERVERS",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        try {
            if (answer.statusCode() == 200) {
                return AnswerJson.read(answer.body(), type);
            }
            String detail =
                    Untrusted.line(AnswerJson.read(answer.body(), Problem.class).detail(), SHOWN);
            throw new HistoryException(
                    answer.statusCode() == 401 ? detail + " It is taken from TOCSIN_NOTIFIER_TOKEN." : detail);
        } catch (IllegalArgumentException e) {
            throw new HistoryException(
                    notifier + " answered " + answer.statusCode() + ", but not as a notifier of this version does", e);
        }
    }
}
