package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.delivery.World.Post;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody was shown who shows a message once, whatever is posted under its id again. */
final class ToldOnce {
    private final boolean takesIds;
    private final Set<String> ids = new HashSet<>();
    private final Map<State, String> tellers = new HashMap<>();
    private final Map<Identity, Boolean> firing = new HashMap<>();

    private record State(Object subject, long seq) {}

    ToldOnce(boolean takesIds) {
        this.takesIds = takesIds;
    }

    /** Whether this message is shown already. */
    boolean has(Post post) {
        return takesIds && ids.contains(post.messageId());
    }

    /** A message is shown; no other has told any of it. */
    void shown(Post post) {
        if (!takesIds) {
            return;
        }
        ids.add(post.messageId());
        post.notification().lines().flatMap(ToldOnce::states).forEach(state -> show(state, post.messageId()));
    }

    private static Stream<RoutedAlert> states(Line line) {
        return Stream.concat(line.superseded().stream(), Stream.of(line.latest()));
    }

    private void show(RoutedAlert told, String messageId) {
        String other = tellers.putIfAbsent(new State(Notification.subject(told), told.seq()), messageId);
        assertThat(other)
                .as("who told %s, state %d, before %s", told.identity(), told.seq(), messageId)
                .isNull();
        if (told.replay().isEmpty()) {
            firing.put(told.identity(), told.firing());
        }
    }

    /** What was told firing here was told ended here, if it has ended. */
    void checkEnds(Collection<RoutedAlert> latest) {
        assertThat(latest)
                .filteredOn(last -> !last.firing())
                .extracting(RoutedAlert::identity)
                .as("ended, and told firing here at last")
                .noneMatch(identity -> firing.getOrDefault(identity, false));
    }
}
