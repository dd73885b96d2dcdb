package dev.tocsin.model.route;

import dev.tocsin.model.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of the route tree, with what it inherits already filled in. Semantics are Alertmanager's
 * ({@code dispatch/route.go}): the deepest matching nodes answer, siblings behind a match are tried only when it
 * is marked to go on.
 *
 * @param matchers all of which must hold; none means every alert
 * @param receiver the receiver's name; {@code {severity}} in it stands for the alert's severity
 * @param groupBy label names; {@code ...} alone means every label
 * @param sendResolved whether the receiver hears of the end
 * @param continues whether siblings behind this one are tried too
 * @param routes the children
 */
public record Route(
        List<Matcher> matchers,
        String receiver,
        List<String> groupBy,
        boolean sendResolved,
        boolean continues,
        List<Route> routes) {
    /** What {@code group_by} says for every label. */
    public static final String EVERY_LABEL = "...";

    private static final String SEVERITY = "{severity}";

    /** Copies the lists and refuses {@code ...} beside other labels. */
    public Route {
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
        routes = List.copyOf(routes);
        if (groupBy.contains(EVERY_LABEL) && groupBy.size() > 1) {
            throw new IllegalArgumentException("group_by has " + EVERY_LABEL + " and other labels");
        }
    }

    /** What holds without a tocsin.yml: every alert to {@code rocketchat-{severity}}, grouped by alertname. */
    public static Route standard() {
        return new Route(List.of(), "rocketchat-" + SEVERITY, List.of("alertname"), true, false, List.of());
    }

    /** The nodes that answer for this alert, in order; empty when this node does not match. */
    public List<Route> match(Alert alert) {
        if (!matchers.stream().allMatch(matcher -> matcher.matches(alert.labels()))) {
            return List.of();
        }
        List<Route> found = new ArrayList<>();
        for (Route child : routes) {
            List<Route> below = child.match(alert);
            found.addAll(below);
            if (!below.isEmpty() && !child.continues) {
                break;
            }
        }
        return found.isEmpty() ? List.of(this) : found;
    }

    /** The receiver's name for an alert of this severity. */
    public String receiverFor(Severity severity) {
        return receiver.replace(SEVERITY, severity.name());
    }

    /** The group of this alert. */
    public Group groupOf(Alert alert) {
        if (groupBy.contains(EVERY_LABEL)) {
            return Group.of(alert.labels());
        }
        return new Group(Alert.sorted(groupBy.stream()
                .filter(alert.labels()::containsKey)
                .distinct()
                .collect(Collectors.toMap(name -> name, alert::label))));
    }

    /** This node and all below it. */
    public Stream<Route> all() {
        return Stream.concat(Stream.of(this), routes.stream().flatMap(Route::all));
    }
}
