package dev.tocsin.notifier.api;

import dev.tocsin.history.ask.When;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a request. What is wrong with them is collected, and told at once. */
final class Query {
    private final Map<String, List<String>> given;
    private final When when;
    private final List<String> problems = new ArrayList<>();

    /** Of this request; parameters of other names are refused, for one that is misspelt must not count as left out. */
    Query(Context ctx, Instant now, Set<String> names) {
        this.given = ctx.queryParamMap();
        this.when = new When(now, ZoneOffset.UTC);
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(
                        "there is no parameter " + name + ", only " + String.join(", ", new TreeSet<>(names))));
    }

    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            problems.add(name + " is given more than once");
        }
        return values.stream().findFirst();
    }

    Optional<Instant> time(String name) {
        return time(name, one(name));
    }

    /** The time of this text, which may stand elsewhere. In UTC where no zone is given. */
    Optional<Instant> time(String name, Optional<String> text) {
        try {
            return text.map(when::parse);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    int number(String name, int otherwise, int most) {
        Optional<String> text = one(name);
        try {
            int number = text.map(Integer::parseInt).orElse(otherwise);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The sentence below says it.
        }
        problems.add(name + ": expected a number from 1 to " + most);
        return otherwise;
    }

    /** Notes what is wrong beside. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /** Refuses a request of which the end lies before the beginning. */
    void order(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            problems.add("to lies before from");
        }
    }

    /** Refuses the request if anything is wrong. */
    void check() {
        if (!problems.isEmpty()) {
            throw new BadRequestResponse(Readings.sentence(new IllegalArgumentException(String.join("; ", problems))));
        }
    }
}
