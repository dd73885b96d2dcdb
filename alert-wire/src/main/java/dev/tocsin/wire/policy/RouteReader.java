package dev.tocsin.wire.policy;

import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the route tree; a child inherits its parent's receiver, group_by and send_resolved. */
final class RouteReader {
    private static final String NO_INTERVALS =
            "Tocsin has no time intervals; keep them in Alertmanager, which posts to Tocsin";
    private static final Map<String, String> OLD_WORDS = Map.of(
            "match", "write matchers: ['label=\"value\"'] instead",
            "match_re", "write matchers: ['label=~\"expression\"'] instead",
            "group_wait", "Tocsin waits per severity; set linger under severities instead",
            "group_interval", "Tocsin tells news at once and batches by itself; set linger under severities instead",
            "repeat_interval", "Tocsin repeats per severity; set repeat_interval under severities instead",
            "mute_time_intervals", NO_INTERVALS,
            "active_time_intervals", NO_INTERVALS);
    private static final Words CHILD = Words.of(
                    "receiver", "matchers", "group_by", "send_resolved", "continue", "routes")
            .refusing(OLD_WORDS);
    private static final Words ROOT =
            Words.of("receiver", "group_by", "send_resolved", "routes").refusing(rootRefuses());

    private final ReceiverNames receivers;
    private final Findings warnings;

    RouteReader(ReceiverNames receivers, Findings warnings) {
        this.receivers = receivers;
        this.warnings = warnings;
    }

    private static Map<String, String> rootRefuses() {
        Map<String, String> refused = new HashMap<>(OLD_WORDS);
        refused.put("matchers", "the root takes every alert; move the matchers to a route under routes");
        refused.put("continue", "the root has no siblings to go on to; remove it");
        return refused;
    }

    /** The root; what it doesn't say is as in the built-in route. */
    Route root(Value section) {
        return route(section.keys(ROOT), Route.standard());
    }

    private Route route(Keys keys, Route parent) {
        Route childless = new Route(
                keys.get("matchers").map(RouteReader::matchers).orElse(List.of()),
                keys.get("receiver").flatMap(Value::text).orElse(parent.receiver()),
                keys.get("group_by").map(RouteReader::groupBy).orElse(parent.groupBy()),
                keys.get("send_resolved").flatMap(Value::flag).orElse(parent.sendResolved()),
                keys.get("continue").flatMap(Value::flag).orElse(false),
                List.of());
        keys.get("receiver").ifPresent(value -> {
            // The parent's name stands in for one that could not be read, and was checked there.
            if (!childless.receiver().equals(parent.receiver())) {
                receivers.objection(childless).ifPresent(value::problem);
            }
        });
        return new Route(
                childless.matchers(),
                childless.receiver(),
                childless.groupBy(),
                childless.sendResolved(),
                childless.continues(),
                keys.get("routes").map(list -> children(list, childless)).orElse(List.of()));
    }

    private List<Route> children(Value list, Route parent) {
        List<Route> routes = new ArrayList<>();
        for (Value item : list.items()) {
            Route route = route(item.keys(CHILD), parent);
            warnOfShadow(item, route, routes);
            routes.add(route);
        }
        return routes;
    }

    /** An earlier sibling that demands no more than this one, and doesn't go on, leaves nothing for it. */
    private void warnOfShadow(Value item, Route route, List<Route> earlier) {
        for (int i = 0; i < earlier.size(); i++) {
            Route before = earlier.get(i);
            if (!before.continues() && route.matchers().containsAll(before.matchers())) {
                String path = item.path().substring(0, item.path().lastIndexOf('[')) + "[" + i + "]";
                warnings.add(
                        item.line(),
                        item.path(),
                        "never matches: " + path
                                + " takes all its alerts; move it up, or give that one continue: true");
                return;
            }
        }
    }

    private static List<Matcher> matchers(Value list) {
        List<Matcher> matchers = new ArrayList<>();
        for (Value item : list.items()) {
            matcher(item).ifPresent(matchers::add);
        }
        return matchers;
    }

    private static Optional<Matcher> matcher(Value item) {
        if (!item.isScalar()) {
            item.problem("expected a matcher in quotes: 'label=\"value\"'");
            return Optional.empty();
        }
        try {
            return item.text().map(Matcher::parse);
        } catch (IllegalArgumentException e) {
            item.problem(e.getMessage() == null ? "not a matcher" : e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> groupBy(Value list) {
        List<String> labels = list.texts();
        Set<String> seen = new HashSet<>();
        labels.stream()
                .filter(label -> !seen.add(label))
                .distinct()
                .forEach(label -> list.problem(label + " stands twice; remove one of them"));
        if (seen.contains(Route.EVERY_LABEL) && seen.size() > 1) {
            list.problem("'...' means every label and stands alone; remove it or the others");
            return List.of(Route.EVERY_LABEL);
        }
        return labels;
    }
}
