package dev.tocsin.wire.json;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A routed alert. */
record RoutedShape(
        Integer v,
        @Nullable AlertShape alert,
        String severity,
        List<String> receivers,
        Map<String, String> group,
        Integer episode,
        Long seq,
        String reason,
        Instant since,
        Instant routedAt,
        @Nullable ReplayShape replay)
        implements Versioned {

    static RoutedShape of(RoutedAlert routed) {
        return with(AlertShape.of(routed.received()), routed);
    }

    /** All but the alert, see {@link AroundAlert}. */
    static RoutedShape around(RoutedAlert routed) {
        return with(null, routed);
    }

    private static RoutedShape with(@Nullable AlertShape alert, RoutedAlert routed) {
        return new RoutedShape(
                VERSION,
                alert,
                routed.severity(),
                routed.receivers(),
                routed.group().labels(),
                routed.episode(),
                routed.seq(),
                Shapes.word(routed.reason()),
                routed.since(),
                routed.routedAt(),
                routed.replay().map(ReplayShape::of).orElse(null));
    }

    RoutedAlert routed() {
        return new RoutedAlert(
                Shapes.known("alert", alert).received(),
                Shapes.given("severity", severity),
                Shapes.given("receivers", receivers),
                Group.of(Shapes.given("group", group)),
                Shapes.given("episode", episode),
                Shapes.given("seq", seq),
                Shapes.constant(Reason.class, "reason", reason),
                Shapes.given("since", since),
                Shapes.given("routedAt", routedAt),
                Optional.ofNullable(replay).map(ReplayShape::replay));
    }
}
