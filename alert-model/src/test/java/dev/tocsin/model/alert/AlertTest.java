package dev.tocsin.model.alert;

import static dev.tocsin.model.Sample.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.Sample;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertTest {
    @Test
    void refusesNoLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.alert(Map.of(), at("10:00"), null))
                .withMessage("labels is empty");
    }

    @Test
    void refusesALabelWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.labelled("alertname=X", "job="))
                .withMessage("labels has an empty value");
    }

    @Test
    void refusesAnEndWithoutATime() {
        NavigableMap<String, String> labels = Alert.sorted(Map.of("alertname", "X"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Alert(Status.RESOLVED, labels, Alert.sorted(Map.of()), at("10:00"), null, ""))
                .withMessage("a resolved alert has no endsAt");
    }

    @Test
    void firesWithAndWithoutAnAnnouncedEnd() {
        NavigableMap<String, String> labels = Alert.sorted(Map.of("alertname", "X"));
        Alert announced = new Alert(Status.FIRING, labels, Alert.sorted(Map.of()), at("10:00"), at("10:04"), "");

        assertThat(announced.firing()).isTrue();
        assertThat(Sample.labelled("alertname=X").firing()).isTrue();
    }

    @Test
    void answersAnEmptyTextForWhatItDoesNotHave() {
        Alert alert = Sample.labelled("job=api");

        assertThat(alert.label("team")).isEmpty();
        assertThat(alert.annotation("summary")).isEmpty();
        assertThat(alert.name()).isEmpty();
        assertThat(alert.label("job")).isEqualTo("api");
    }

    @Test
    void keepsItsLabelsWhenTheCallersMapChanges() {
        Map<String, String> mine = new HashMap<>(Map.of("alertname", "X"));
        Alert alert = Sample.alert(mine, at("10:00"), null);
        mine.put("alertname", "Y");

        assertThat(alert.name()).isEqualTo("X");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> alert.labels().clear());
    }

    @Test
    void sortsItsLabelsWhateverTheOrderItGot() {
        NavigableMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(Map.of("a", "1", "b", "2", "c", "3"));

        assertThat(Alert.sorted(backwards).navigableKeySet()).containsExactly("a", "b", "c");
    }

    @Test
    void sortsItsOwnLabelsToo() {
        NavigableMap<String, String> mine = Alert.sorted(Map.of("a", "1", "b", "2", "c", "3"));

        assertThat(Alert.sorted(mine)).isSameAs(mine);
        assertThat(Alert.sorted(mine.descendingMap()).navigableKeySet()).containsExactly("a", "b", "c");
        assertThat(Alert.sorted(mine.tailMap("b", true))).isEqualTo(Map.of("b", "2", "c", "3"));
    }

    @Test
    void namesItsStatusAsAlertmanagerDoes() {
        assertThat(Status.FIRING.word()).isEqualTo("firing");
        assertThat(Status.RESOLVED.word()).isEqualTo("resolved");
    }

    @Test
    void onlyAnEndCanBeShadowed() {
        Identity identity = new Identity("alertmanager", new Fingerprint(1));
        Alert firing = Sample.labelled("alertname=X");
        Alert ended = Sample.alert(firing.labels(), at("10:00"), at("10:05"));

        assertThat(new ReceivedAlert(identity, ended, "r", at("10:06"), "", true).shadowed())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceivedAlert(identity, firing, "r", at("10:06"), "", true))
                .withMessage("a firing alert can't be shadowed");
    }
}
