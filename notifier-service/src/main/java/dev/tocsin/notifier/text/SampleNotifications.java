package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Alerts of every kind, to try templates on. */
final class SampleNotifications {
    private static final Instant SINCE = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration LASTED = Duration.ofMinutes(65);
    /** So many names that not all of them are told. */
    private static final int MANY = 120;

    private static final int LABELS = 25;

    private SampleNotifications() {}

    static List<Notification> all() {
        RoutedAlert began = rich("web-1", 1, Reason.FIRING);
        return List.of(
                Notification.of(List.of(began)),
                Notification.of(List.of(began, rich("web-2", 1, Reason.FIRING))),
                Notification.of(List.of(began, rich("web-1", 2, Reason.RESOLVED))),
                Notification.of(List.of(rich("web-1", 1, Reason.RESOLVED))),
                Notification.of(List.of(rich("web-1", 1, Reason.REFIRED))),
                Notification.of(List.of(rich("web-1", 1, Reason.REPEAT))),
                Notification.of(List.of(rich("web-1", 1, Reason.EXPIRED))),
                Notification.of(List.of(began, bare(Map.of("job", "batch")))),
                Notification.of(List.of(bare(Map.of("alertname", "DiskFull")))),
                Notification.of(List.of(bare(Map.of("job", "batch")))),
                Notification.of(List.of(large())),
                Notification.of(IntStream.range(0, MANY)
                        .mapToObj(i -> bare(Map.of("alertname", "NameOfAnAlertAmongMany" + i)))
                        .toList()));
    }

    private static RoutedAlert rich(String instance, long seq, Reason reason) {
        Map<String, String> labels = Map.of(
                "alertname", "CaptchaServiceDown", "severity", "critical", "instance", instance, "job", "captcha");
        Map<String, String> annotations = Map.of(
                "summary", "Captcha is down on " + instance,
                "description", "No answer since five minutes.\nNobody can sign in.",
                "runbook_url", "https://runbooks.example.org/captcha",
                "dashboard_url", "https://grafana.example.org/d/captcha");
        Alert alert = new Alert(
                reason == Reason.RESOLVED ? Status.RESOLVED : Status.FIRING,
                new TreeMap<>(labels),
                new TreeMap<>(annotations),
                SINCE,
                reason == Reason.RESOLVED ? SINCE.plus(LASTED) : null,
                "http://prometheus:9090/graph?g0.expr=up");
        return routed(alert, Map.of("alertname", "CaptchaServiceDown"), seq, reason);
    }

    /** With more and longer texts than most have. */
    private static RoutedAlert large() {
        Map<String, String> labels = new TreeMap<>(Map.of("alertname", "LongestOfAll"));
        IntStream.range(0, LABELS).forEach(i -> labels.put("label" + i, "long value ".repeat(20)));
        Map<String, String> annotations =
                Map.of("summary", "a long summary ".repeat(200), "description", "a long description ".repeat(200));
        Alert alert = new Alert(Status.FIRING, new TreeMap<>(labels), new TreeMap<>(annotations), SINCE, null, "");
        return routed(alert, Map.of("alertname", "LongestOfAll"), 1, Reason.FIRING);
    }

    /** Without annotations, a source or more than one label. */
    private static RoutedAlert bare(Map<String, String> labels) {
        Alert alert = new Alert(Status.FIRING, new TreeMap<>(labels), new TreeMap<>(), SINCE, null, "");
        return routed(alert, Map.of(), 1, Reason.FIRING);
    }

    private static RoutedAlert routed(Alert alert, Map<String, String> group, long seq, Reason reason) {
        Identity identity = new Identity("alertmanager", Fingerprint.of(alert.labels()));
        ReceivedAlert received = new ReceivedAlert(identity, alert, "sample", SINCE, "", false);
        return new RoutedAlert(received, "critical", List.of("sample"), Group.of(group), 1, seq, reason, SINCE, SINCE);
    }
}
