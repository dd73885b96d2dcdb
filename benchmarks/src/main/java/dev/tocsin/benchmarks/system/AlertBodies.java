package dev.tocsin.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * Bodies of alerts as Prometheus and Alertmanager send them: eight labels, two texts, two links, some 900 bytes. Number n
 * always makes the same alert, another number another one.
 */
final class AlertBodies {
    /** Stands in front of an alert's number in its texts. */
    static final String MARK = "load-";

    private final String severity;
    private final int perName;
    private final String startsAt;

    /**
     * Alerts of this severity.
     *
     * @param perName so many alerts in a row have one alertname, and so one group
     */
    AlertBodies(String severity, int perName, Instant startsAt) {
        this.severity = severity;
        this.perName = perName;
        this.startsAt = startsAt.toString();
    }

    /** A body of Alertmanager's webhook, version 4. */
    byte[] webhook(long first, int alerts) {
        StringBuilder body = new StringBuilder(alerts * 1_000 + 300)
                .append("{\"version\":\"4\",\"groupKey\":\"{}:{alertname=\\\"")
                .append(name(first))
                .append("\\\"}\",\"truncatedAlerts\":0,\"status\":\"firing\",\"receiver\":\"tocsin\",\"groupLabels\":{")
                .append("\"alertname\":\"")
                .append(name(first))
                .append("\"},\"commonLabels\":{},\"commonAnnotations\":{},")
                .append("\"externalURL\":\"http://alertmanager:9093\",\"alerts\":");
        return list(body, first, alerts, startsAt).append('}').toString().getBytes(UTF_8);
    }

    /**
     * A body of Alertmanager's own {@code POST /api/v2/alerts}. They start now: of one that has waited for its group already
     * when it comes Alertmanager tells at once, without those behind it in the body (dispatch/dispatch.go).
     */
    byte[] api(long first, int alerts) {
        return list(
                        new StringBuilder(alerts * 1_000),
                        first,
                        alerts,
                        Instant.now().toString())
                .toString()
                .getBytes(UTF_8);
    }

    private StringBuilder list(StringBuilder to, long first, int alerts, String startsAt) {
        for (long number = first; number < first + alerts; number++) {
            alert(to.append(number == first ? '[' : ','), number, startsAt);
        }
        return to.append(']');
    }

    private void alert(StringBuilder to, long number, String startsAt) {
        to.append("{\"status\":\"firing\",\"labels\":{\"alertname\":\"")
                .append(name(number))
                .append("\",\"severity\":\"")
                .append(severity)
                .append("\",\"instance\":\"host-")
                .append(number)
                .append(".example.org:9100\",\"job\":\"captcha\",\"cluster\":\"eu-central-1\",")
                .append("\"namespace\":\"production\",\"team\":\"payments\",\"pod\":\"captcha-7d9f8b6c5-")
                .append(number)
                .append("\"},\"annotations\":{\"summary\":\"5xx rate of captcha is above 5 %: " + MARK)
                .append(number)
                .append(
                        "!\",\"description\":\"7.3 % of the requests of the last five minutes failed.\\nNobody can sign in.\",")
                .append("\"runbook_url\":\"https://runbooks.example.org/captcha/high-error-rate\",")
                .append("\"dashboard_url\":\"https://grafana.example.org/d/captcha?var-host=host-")
                .append(number)
                .append("\"},\"startsAt\":\"")
                .append(startsAt)
                .append("\",\"generatorURL\":\"http://prometheus:9090/graph?g0.expr=up\"}");
    }

    private String name(long number) {
        return "HighErrorRate" + number / perName;
    }
}
