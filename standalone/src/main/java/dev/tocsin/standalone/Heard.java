package dev.tocsin.standalone;

import dev.tocsin.history.reconcile.HeldAlert;
import dev.tocsin.history.reconcile.Unsaid;
import dev.tocsin.history.reconcile.View;
import dev.tocsin.standalone.AlertmanagerAnswer.Failed;
import dev.tocsin.standalone.AlertmanagerAnswer.Listed;
import dev.tocsin.standalone.AlertmanagerAnswer.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all the Alertmanagers of a source answered.
 *
 * @param answers in the order in which they were named
 */
record Heard(List<AlertmanagerAnswer> answers) {
    Heard {
        answers = List.copyOf(answers);
    }

    /** Those that told. */
    List<Told> told() {
        return only(Told.class);
    }

    /** Those that did not. */
    List<Failed> failed() {
        return only(Failed.class);
    }

    private <A extends AlertmanagerAnswer> List<A> only(Class<A> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Those that started so late that their alerts may not all have come again: they keep them in memory alone. */
    List<Told> justStarted(Instant at, Duration grace) {
        return told().stream()
                .filter(each -> each.startedAt().plus(grace).isAfter(at))
                .toList();
    }

    /**
     * The receivers of Alertmanager that are Tocsin.
     *
     * @param asked a name, or a regular expression of the whole name as Alertmanager's own filter; without it, the one
     *     that all alerts have. Empty only when there are no alerts and nothing was asked for.
     * @throws WrongUsageException when that leaves none, or a choice
     */
    Set<String> receivers(@Nullable String asked) {
        Set<String> configured = names(Told::receivers);
        Set<String> used = names(each -> alertReceivers(each.alerts()));
        if (asked == null) {
            Set<String> open = used.isEmpty() && configured.size() == 1 ? configured : used;
            if (open.size() > 1) {
                throw new WrongUsageException("say with --receiver which of Alertmanager's receivers posts to Tocsin: "
                        + String.join(", ", open));
            }
            return open;
        }
        Pattern pattern = pattern(asked);
        Set<String> found = configured.stream()
                .filter(name -> name.equals(asked) || pattern.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        if (found.isEmpty()) {
            throw new WrongUsageException(
                    "--receiver: Alertmanager has no receiver " + asked + "; it has " + String.join(", ", configured));
        }
        return found;
    }

    private static Pattern pattern(String asked) {
        try {
            return Pattern.compile(asked);
        } catch (PatternSyntaxException e) {
            throw new WrongUsageException(
                    "--receiver: neither a name nor a regular expression: " + asked + " (" + e.getDescription() + ")");
        }
    }

    private static Set<String> alertReceivers(Collection<Listed> alerts) {
        return alerts.stream().flatMap(alert -> alert.receivers().stream()).collect(Collectors.toSet());
    }

    private Set<String> names(Function<Told, Collection<String>> of) {
        return told().stream().flatMap(each -> of.apply(each).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What they have together, as these receivers are told of it. */
    View view(Set<String> receivers, Instant at, Duration grace) {
        return new View(
                told().stream()
                        .flatMap(each -> each.alerts().stream())
                        .map(alert -> new HeldAlert(alert.alert(), alert.fingerprint(), unsaid(alert, receivers)))
                        .toList(),
                failed().isEmpty() && justStarted(at, grace).isEmpty());
    }

    private static Optional<Unsaid> unsaid(Listed alert, Set<String> receivers) {
        Set<String> ours =
                alert.receivers().stream().filter(receivers::contains).collect(Collectors.toSet());
        if (ours.isEmpty()) {
            return Optional.of(Unsaid.ELSEWHERE);
        }
        return alert.suppressed()
                .or(() -> alert.muted().containsAll(ours) ? Optional.of(Unsaid.MUTED) : Optional.empty());
    }
}
