package dev.tocsin.wire.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.policy.PolicyFile.Read;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteExplanationTest {
    private static final String FILE = """
            route:
              routes:
                - matchers: ['team="payments"', env=~"prod.*"]
                  receiver: payments
                  group_by: [alertname, team]
                  send_resolved: false
                  continue: true
                - matchers: [team="payments"]
                  routes:
                    - receiver: payments
                      continue: true
                    - receiver: "null"
            receivers:
              - name: payments
                rocketchat: {webhook_url: https://chat.example.org/hooks/SECRET}
              - name: "null"
            """;

    private static List<String> explained(Map<String, String> labels) {
        Policy policy = switch (PolicyFile.parse(FILE)) {
            case Read.Good good -> good.policy();
            case Read.Bad bad -> throw new AssertionError(bad.problems());
        };
        return RouteExplanation.of(policy, labels);
    }

    @Test
    void tellsEachRouteThatAnswersInOrder() {
        assertThat(explained(Map.of("alertname", "A", "team", "payments", "env", "prod1", "severity", "Page")))
                .containsExactly(
                        "severity critical: the label severity=\"Page\" is an alias of it",
                        "route.routes[0] {team=\"payments\", env=~\"prod.*\"} -> payments",
                        "  receiver: Rocket.Chat, webhook in this file",
                        "  group: {alertname=\"A\", team=\"payments\"}",
                        "  resolved: not told",
                        "route.routes[1].routes[0] {} -> payments",
                        "  addressed already by route.routes[0], and told once",
                        "route.routes[1].routes[1] {} -> null",
                        "  receiver: no transport, mutes",
                        "  group: {alertname=\"A\"}",
                        "  resolved: told");
    }

    @Test
    void tellsWhyTheSeverityIsTheDefault() {
        assertThat(explained(Map.of("alertname", "A", "severity", "odd")))
                .containsExactly(
                        "severity warning: no severity is called \"odd\", and this is the default",
                        "route {} -> rocketchat-warning",
                        "  receiver: Rocket.Chat, from the environment, ROCKETCHAT_…_WARNING",
                        "  group: {alertname=\"A\"}",
                        "  resolved: told");
        assertThat(explained(Map.of("alertname", "A")))
                .startsWith("severity warning: the alert has no label severity, and this is the default");
        assertThat(explained(Map.of("severity", "info"))).startsWith("severity info: so says its label severity");
    }

    private static String reached(String transport) {
        String file = "route: {receiver: r}\nreceivers:\n  - name: r\n    " + transport + "\n";
        Policy policy = switch (PolicyFile.parse(file)) {
            case Read.Good good -> good.policy();
            case Read.Bad bad -> throw new AssertionError(bad.problems());
        };
        return RouteExplanation.of(policy, Map.of("alertname", "A")).get(2).strip();
    }

    @Test
    void tellsHowEachReceiverIsReachedWithoutItsSecrets() {
        assertThat(reached("slack: {webhook_url: https://hooks.slack.com/services/SECRET}"))
                .isEqualTo("receiver: Slack, webhook in this file");
        assertThat(reached("webhook: {url_file: /run/hook, secret: whsec_SECRET}"))
                .isEqualTo("receiver: webhook, address in /run/hook, signed");
        assertThat(reached("email: {to: a@example.org, from: t@example.org, smarthost: smtp.example.org:587}"))
                .isEqualTo("receiver: e-mail to a@example.org by smtp.example.org:587");
        assertThat(reached("pagerduty: {routing_key: SECRET}"))
                .isEqualTo("receiver: PagerDuty, routing key in this file");
    }
}
