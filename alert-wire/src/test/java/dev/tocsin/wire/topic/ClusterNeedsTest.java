package dev.tocsin.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.wire.topic.ClusterCheck.Finding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterNeedsTest {
    @ParameterizedTest
    @CsvSource({
        "offsets.retention.minutes, 43200, true",
        "offsets.retention.minutes, 43199, false",
        "offsets.retention.minutes, 10080, false",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms, 1000, true",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms, 10000, false",
        "group.min.session.timeout.ms, 6000, true",
        "group.min.session.timeout.ms, 6001, false",
        "auto.create.topics.enable, false, true",
        "auto.create.topics.enable, true, false",
        "unclean.leader.election.enable, false, true",
        "unclean.leader.election.enable, true, false",
        "message.max.bytes, 1048588, true",
        "message.max.bytes, 1000000, false",
        "message.max.bytes, plenty, false",
        "offsets.topic.replication.factor, 3, true",
        "offsets.topic.replication.factor, 1, false",
        "transaction.state.log.replication.factor, 2, false",
    })
    void valueIsGoodOrAWarningThatNamesIt(String setting, String value, boolean good) {
        Finding finding = compare(setting, value);

        switch (finding) {
            case Finding.Good(String what, String actual) ->
                assertThat(good).as(what + "=" + actual).isTrue();
            case Finding.Warning(String what, String actual, String sentence) -> {
                assertThat(good).as(sentence).isFalse();
                assertThat(actual).isEqualTo(value);
                assertThat(sentence)
                        .startsWith("Set " + what + " to ")
                        .endsWith(".")
                        .doesNotContain("{");
            }
            case Finding.Unseen unseen -> throw new AssertionError(unseen);
        }
    }

    /** B9: on a cluster as it comes, failover takes 21 s instead of 10. */
    @Test
    void cleanupThatIsTooRareSaysHowLongFailoverTakes() {
        assertThat(compare("transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000"))
                .isEqualTo(new Finding.Warning(
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "10000",
                        "Set transaction.abort.timed.out.transaction.cleanup.interval.ms to 1000: after a crash others take"
                                + " over only when the dead router's transaction is ended,"
                                + " which takes up to 6 s + 5 s + 10000 ms."));
    }

    @Test
    void brokerThatDiffersSpeaksForAll() {
        assertThat(compare("message.max.bytes", "2097152", "1000", "2097152"))
                .isInstanceOfSatisfying(
                        Finding.Warning.class,
                        warning -> assertThat(warning.actual()).isEqualTo("1000"));
    }

    @Test
    void settingThatNoBrokerTellsIsUnseen() {
        assertThat(compare("message.max.bytes"))
                .isEqualTo(new Finding.Unseen(
                        "message.max.bytes",
                        "message.max.bytes can't be seen (no right); it should be 1048576 or more."));
    }

    @Test
    void fewBrokersAndOldTransactionsAreWarnings() {
        assertThat(ClusterNeeds.brokers(1)).isInstanceOf(Finding.Warning.class);
        assertThat(ClusterNeeds.brokers(2)).isInstanceOf(Finding.Warning.class);
        assertThat(ClusterNeeds.brokers(3)).isEqualTo(new Finding.Good("brokers", "3"));
        assertThat(ClusterNeeds.transactions(0)).isInstanceOf(Finding.Warning.class);
        assertThat(ClusterNeeds.transactions(1)).isInstanceOf(Finding.Warning.class);
        assertThat(ClusterNeeds.transactions(2)).isEqualTo(new Finding.Good("transaction.version", "2"));
    }

    @Test
    void oneBrokerNeedsNoCopies() {
        assertThat(ClusterNeeds.settings(1))
                .filteredOn(need -> need.name().endsWith("replication.factor"))
                .hasSize(2)
                .allSatisfy(need -> assertThat(need.compare(List.of("1"), "")).isInstanceOf(Finding.Good.class));
    }

    private static Finding compare(String setting, String... values) {
        return ClusterNeeds.settings(3).stream()
                .filter(need -> need.name().equals(setting))
                .findFirst()
                .orElseThrow()
                .compare(Arrays.asList(values), "no right");
    }
}
