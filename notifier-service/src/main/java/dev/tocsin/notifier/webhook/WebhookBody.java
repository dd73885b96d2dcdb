package dev.tocsin.notifier.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.delivery.Attempt.Form;
import dev.tocsin.notifier.text.ReplayWords;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Alertmanager's webhook, version 4. A message may hold several groups: it is one body all the same, whose group is what
 * they have in common.
 *
 * @param version always 4
 * @param groupKey the group in Alertmanager's form
 * @param truncatedAlerts always 0: nothing is left out
 * @param status firing as long as one of the alerts is
 * @param receiver its name
 * @param groupLabels the labels that all groups of the message share
 * @param commonLabels the labels that all alerts share
 * @param commonAnnotations the annotations that all alerts share
 * @param externalUrl empty: Tocsin has no page of its own
 * @param alerts each once, and once more for each replay that tells of it
 */
record WebhookBody(
        String version,
        String groupKey,
        int truncatedAlerts,
        String status,
        String receiver,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        @JsonProperty("externalURL") String externalUrl,
        List<WebhookAlert> alerts) {

    /** What tells this; as text alone without what describes, for an alert whose description was refused. */
    static WebhookBody of(String receiver, Notification notification, Form form) {
        Collection<RoutedAlert> told = notification.alerts();
        return of(
                receiver,
                common(notification.sections().stream()
                        .map(Section::group)
                        .map(Group::labels)
                        .toList()),
                told.stream().map(alert -> WebhookAlert.of(alert, form)).toList());
    }

    /** What a consumer takes for the end of an alert that it never heard of. */
    static WebhookBody probe(String receiver, Instant now) {
        Map<String, String> labels = Map.of("alertname", "TocsinProbe");
        Map<String, String> annotations = Map.of("summary", "Tocsin is checking whether this webhook takes messages.");
        String at = now.toString();
        return of(
                receiver,
                labels,
                List.of(new WebhookAlert(Status.RESOLVED.word(), labels, annotations, at, at, "", "0000000000000000")));
    }

    private static WebhookBody of(String receiver, Map<String, String> groupLabels, List<WebhookAlert> alerts) {
        boolean firing = alerts.stream().anyMatch(alert -> alert.status().equals(Status.FIRING.word()));
        return new WebhookBody(
                "4",
                "{}:" + Group.of(groupLabels),
                0,
                (firing ? Status.FIRING : Status.RESOLVED).word(),
                receiver,
                groupLabels,
                common(alerts.stream().map(WebhookAlert::labels).toList()),
                common(alerts.stream().map(WebhookAlert::annotations).toList()),
                "",
                alerts);
    }

    /** The same with these annotations at every alert, and so among those that they share. */
    WebhookBody with(Map<String, String> further) {
        return of(
                receiver,
                groupLabels,
                alerts.stream().map(alert -> alert.with(further)).toList());
    }

    private static Map<String, String> common(List<? extends Map<String, String>> all) {
        Map<String, String> common = new TreeMap<>(all.getFirst());
        all.forEach(other -> common.entrySet().removeIf(e -> !Objects.equals(other.get(e.getKey()), e.getValue())));
        return common;
    }

    /**
     * One alert.
     *
     * @param status firing or resolved; of a replay what the alert was when that was made
     * @param labels which alert it is
     * @param annotations what describes it; that it is a replay, and what was
     * @param startsAt since when it fires
     * @param endsAt when it ended; Go's zero time while it fires, as Alertmanager has it
     * @param generatorUrl where it comes from, possibly empty
     * @param fingerprint of its labels
     */
    record WebhookAlert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint) {
        private static final String NO_TIME = "0001-01-01T00:00:00Z";

        private static WebhookAlert of(RoutedAlert told, Form form) {
            return told.replay()
                    .map(replay -> of(told, replay.present(), form)
                            .with(Map.of(
                                    "tocsin_replayed", replay.id(),
                                    "tocsin_replay_history", new ReplayWords(replay).whole())))
                    .orElseGet(() -> told.firing()
                            ? firing(told, told.since(), form)
                            : resolved(told, endOf(told.alert(), told.routedAt()), form));
        }

        private static WebhookAlert of(RoutedAlert told, Present present, Form form) {
            return switch (present.state()) {
                case FIRING -> firing(told, present.since(), form);
                case ENDED -> resolved(told, present.since(), form);
                case UNKNOWN -> resolved(told, endOf(told.alert(), present.since()), form);
            };
        }

        /** One that is no longer heard of has no end of its own: it ends when that is noticed. */
        private static Instant endOf(Alert alert, Instant noticed) {
            return alert.endsAt() == null || alert.firing() ? noticed : alert.endsAt();
        }

        private static WebhookAlert firing(RoutedAlert told, Instant since, Form form) {
            return of(told, Status.FIRING, since.toString(), NO_TIME, form);
        }

        private static WebhookAlert resolved(RoutedAlert told, Instant end, Form form) {
            return of(told, Status.RESOLVED, told.since().toString(), end.toString(), form);
        }

        private static WebhookAlert of(RoutedAlert told, Status status, String startsAt, String endsAt, Form form) {
            boolean rich = form == Form.RICH;
            return new WebhookAlert(
                    status.word(),
                    told.alert().labels(),
                    rich ? told.alert().annotations() : Map.of(),
                    startsAt,
                    endsAt,
                    rich ? told.alert().generatorUrl() : "",
                    told.identity().fingerprint().toString());
        }

        private WebhookAlert with(Map<String, String> further) {
            Map<String, String> all = new TreeMap<>(annotations);
            all.putAll(further);
            return new WebhookAlert(status, labels, all, startsAt, endsAt, generatorUrl, fingerprint);
        }
    }
}
