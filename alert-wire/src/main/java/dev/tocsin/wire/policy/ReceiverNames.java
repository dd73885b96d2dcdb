package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The receivers that a route can name.
 *
 * @param known the names; nothing when they depend on severities that can't be read, so that one mistake is told once
 * @param severities what {@code {severity}} in a name can stand for
 */
record ReceiverNames(Optional<Set<String>> known, Severities severities) {

    static ReceiverNames unknown() {
        return new ReceiverNames(Optional.empty(), Severities.standard());
    }

    /** What is wrong with this route's receiver, if anything. */
    Optional<String> objection(Route route) {
        List<String> names =
                severities.ordered().stream().map(route::receiverFor).distinct().toList();
        if (!names.stream().allMatch(Receiver::isName)) {
            return Optional.of("is no name for a receiver; use letters, digits, '.', '-', '_' and {severity}");
        }
        return names.stream().flatMap(name -> objection(name).stream()).findFirst();
    }

    /** What is wrong with this name, if anything. */
    Optional<String> objection(String name) {
        return known.filter(all -> !all.contains(name))
                .map(all -> "no receiver is called " + name + "; "
                        + Closest.to(name, all)
                                .map(word -> "did you mean " + word + "?")
                                .orElse("add it to receivers"));
    }
}
