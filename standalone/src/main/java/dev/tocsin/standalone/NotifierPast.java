package dev.tocsin.standalone;

import dev.tocsin.history.answer.DiscardAnswer;
import dev.tocsin.history.answer.DiscardBody;
import dev.tocsin.history.answer.LifeAnswer;
import dev.tocsin.history.answer.ParkedAnswer;
import dev.tocsin.history.ask.LifeQuestion;
import dev.tocsin.history.ask.Selection;
import dev.tocsin.history.past.Past;
import dev.tocsin.model.delivery.ParkedAlert;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The past as a notifier tells it over HTTP. */
final class NotifierPast implements Past {
    private static final int PAGE = 1_000;

    private final NotifierClient notifier;

    NotifierPast(NotifierClient notifier) {
        this.notifier = notifier;
    }

    @Override
    public LifeAnswer lives(LifeQuestion question) {
        List<Map.Entry<String, String>> query = new ArrayList<>();
        query.add(Map.entry("alert", question.text()));
        query.add(Map.entry("from", question.from().toString()));
        question.to().ifPresent(to -> query.add(Map.entry("to", to.toString())));
        question.receiver().ifPresent(name -> query.add(Map.entry("receiver", name)));
        return notifier.read(notifier.get("/api/v1/history", query), LifeAnswer.class);
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
        return notifier.read(notifier.get("/api/v1/parked", query), ParkedAnswer.class);
    }

    @Override
    public Optional<ParkedAlert> parked(String key) {
        HttpResponse<byte[]> answer = notifier.get("/api/v1/parked/" + NotifierClient.encoded(key), List.of());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(notifier.read(answer, ParkedAlert.class));
    }

    @Override
    public DiscardAnswer discard(Selection selection, Decision decision) {
        DiscardBody body = new DiscardBody(
                selection.keys().isEmpty() ? null : selection.keys(),
                DiscardBody.Filter.of(selection),
                decision.by(),
                decision.reason(),
                decision.dryRun());
        return notifier.read(notifier.post("/api/v1/parked/discard", body), DiscardAnswer.class);
    }
}
