package dev.tocsin.notifier.delivery;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** What a message answers: a reply is one whose alerts all have the same parent (hazards.md B6). */
final class CommonParent {
    private CommonParent() {}

    /** The parent that all lines share, or none. */
    static Optional<String> of(Notification notification, Function<RoutedAlert, Optional<String>> parentOf) {
        Iterator<Line> lines = notification.lines().iterator();
        Optional<String> shared = parentOf(lines.next(), parentOf);
        while (shared.isPresent() && lines.hasNext()) {
            if (!parentOf(lines.next(), parentOf).equals(shared)) {
                return Optional.empty();
            }
        }
        return shared;
    }

    /** What began to fire is news of its own, whatever else the line tells; what is told again was missed where it was. */
    private static Optional<String> parentOf(Line line, Function<RoutedAlert, Optional<String>> parentOf) {
        boolean news = line.replayed()
                || Beginnings.is(line.latest().reason())
                || line.superseded().stream().anyMatch(earlier -> Beginnings.is(earlier.reason()));
        return news ? Optional.empty() : parentOf.apply(line.latest());
    }
}
