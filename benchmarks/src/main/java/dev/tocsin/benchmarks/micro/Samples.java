package dev.tocsin.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Alerts as Prometheus sends them: eight labels, a summary, a description, two links. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123456789Z");
    private static final String SOURCE = "alertmanager";

    private Samples() {}

    static Map<String, String> labels(int number) {
        return Map.of(
                "alertname", "HighErrorRate",
                "severity", "critical",
                "instance", "host-" + number + ".example.org:9100",
                "job", "captcha",
                "cluster", "eu-central-1",
                "namespace", "production",
                "team", "payments",
                "pod", "captcha-7d9f8b6c5-" + number);
    }

    private static Map<String, String> annotations(int number) {
        return Map.of(
                "summary",
                "5xx rate of captcha on host-" + number + " is above 5 %",
                "description",
                "7.3 % of the requests of the last five minutes failed.\nNobody can sign in.",
                "runbook_url",
                "https://runbooks.example.org/captcha/high-error-rate",
                "dashboard_url",
                "https://grafana.example.org/d/captcha?var-host=host-" + number);
    }

    static ReceivedAlert received(int number) {
        Alert alert = new Alert(
                Status.FIRING,
                Alert.sorted(labels(number)),
                Alert.sorted(annotations(number)),
                NOW.minusSeconds(300),
                null,
                "http://prometheus:9090/graph?g0.expr=up");
        Identity identity = new Identity(SOURCE, Fingerprint.of(labels(number)));
        return new ReceivedAlert(identity, alert, "0195f0c2-1111-7000-8000-000000000000", NOW, "", false);
    }

    static RoutedAlert routed(int number) {
        return new RoutedAlert(
                received(number),
                "critical",
                List.of("rocketchat-critical"),
                Group.of(Map.of("alertname", "HighErrorRate")),
                1,
                NOW.toEpochMilli(),
                Reason.FIRING,
                NOW.minusSeconds(300),
                NOW);
    }

    /** A body of Alertmanager's webhook with so many alerts. */
    static byte[] body(int alerts) {
        String elements = IntStream.range(0, alerts)
                .mapToObj(i -> """
                        {"status":"firing","labels":{%s},"annotations":{%s},
                         "startsAt":"2026-03-02T11:55:00.123Z","endsAt":"0001-01-01T00:00:00Z",
                         "generatorURL":"http://prometheus:9090/graph?g0.expr=up","fingerprint":"%s"}
                        """.formatted(object(labels(i)), object(annotations(i)), Fingerprint.of(labels(i))))
                .collect(Collectors.joining(","));
        return """
                {"version":"4","groupKey":"{}:{alertname=\\"HighErrorRate\\"}","truncatedAlerts":0,"status":"firing",
                 "receiver":"tocsin","groupLabels":{"alertname":"HighErrorRate"},"commonLabels":{},
                 "commonAnnotations":{},"externalURL":"http://alertmanager:9093","alerts":[%s]}
                """.formatted(elements).getBytes(UTF_8);
    }

    private static String object(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue().replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(","));
    }
}
