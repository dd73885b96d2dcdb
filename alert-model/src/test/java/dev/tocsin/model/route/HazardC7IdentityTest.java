package dev.tocsin.model.route;

import static dev.tocsin.model.Sample.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HazardC7IdentityTest {
    private static final Fingerprint SUPPLIED = new Fingerprint(42);
    private final Policy policy = Policy.standard();

    @Test
    void suppliedFingerprintIsTakenAtItsWord() {
        // Grafana hides labels of the form __x__: what it computed can't be computed again.
        assertThat(policy.fingerprint(labels("alertname=A"), Optional.of(SUPPLIED)))
                .isEqualTo(SUPPLIED);
    }

    @Test
    void withoutASuppliedOneItIsComputed() {
        Map<String, String> labels = labels("job=foo", "severity=critical");

        assertThat(policy.fingerprint(labels, Optional.empty())).hasToString("3b15fd163d36582e");
    }

    @Test
    void ignoredLabelMakesTheSuppliedOneVoid() {
        Map<String, String> a = labels("job=foo", "severity=critical", "prometheus_replica=a");
        Map<String, String> b = labels("job=foo", "severity=critical", "prometheus_replica=b");

        assertThat(policy.fingerprint(a, Optional.of(SUPPLIED)))
                .isEqualTo(policy.fingerprint(b, Optional.empty()))
                .hasToString("3b15fd163d36582e");
    }

    @Test
    void replicaThatDropsItsLabelMeetsTheOneThatDoesNot() {
        Map<String, String> dropped = labels("job=foo", "severity=critical");
        Map<String, String> kept = labels("job=foo", "severity=critical", "prometheus_replica=a");

        assertThat(policy.fingerprint(dropped, Optional.of(Fingerprint.of(dropped))))
                .isEqualTo(policy.fingerprint(kept, Optional.of(Fingerprint.of(kept))));
    }

    @Test
    void alertOfNothingButIgnoredLabelsKeepsThem() {
        Map<String, String> only = labels("prometheus_replica=a");

        assertThat(policy.fingerprint(only, Optional.empty())).isEqualTo(Fingerprint.of(only));
        assertThat(policy.fingerprint(only, Optional.of(SUPPLIED))).isEqualTo(SUPPLIED);
    }

    @Test
    void sameFingerprintOfTwoSourcesIsTwoAlerts() {
        assertThat(new Identity("prod", SUPPLIED)).isNotEqualTo(new Identity("staging", SUPPLIED));
    }
}
