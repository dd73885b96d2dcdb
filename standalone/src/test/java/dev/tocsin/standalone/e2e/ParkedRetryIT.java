package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.standalone.e2e.MissedNight.Missed;
import dev.tocsin.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin parked retry} as a person uses it. */
class ParkedRetryIT {
    private static final int ALERTS = 30;
    private static final int MISSED = Missed.values().length;
    private static final Duration ENDS = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static Ended run(Installation tocsin, String... arguments) {
        return tocsin.run(ENDS, Map.of(), arguments);
    }

    private static Ended retry(Installation tocsin, String... keys) {
        List<String> words = new ArrayList<>(List.of("parked", "retry"));
        words.addAll(List.of(keys));
        return run(tocsin, words.toArray(String[]::new));
    }

    private static ParkedAlert parked(Installation tocsin, String id) {
        return TopicReader.all(tocsin.bootstrapServers(), new Topics("").parked()).stream()
                .filter(parked -> parked.routed().alert().label("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Replayed replayed(Installation tocsin) {
        return Replayed.of(tocsin.chat().messages());
    }

    @Test
    void tellsOneAndThenAllOfThem() throws Exception {
        MissedNight night = new MissedNight(ALERTS, MISSED);
        try (Installation tocsin =
                new Installation(folder, Optional.empty(), Way.ROOMS, Installation.anyChat(), MissedNight.POLICY)) {
            tocsin.brokerHere();
            assertThat(run(tocsin, "topics").output()).contains("deliveries.parked: created");
            night.happen(tocsin.bootstrapServers());
            tocsin.notifier(1).awaitReady();

            Ended nothing = retry(tocsin, "ops|alertmanager|0123456789abcdef|1");
            assertThat(nothing.code()).isEqualTo(2);
            assertThat(nothing.output()).contains("nothing is parked under ops|alertmanager|0123456789abcdef|1");

            String movedOn = night.missed().entrySet().stream()
                    .filter(each -> each.getValue() == Missed.THE_BEGINNING)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            Ended one = retry(tocsin, parked(tocsin, movedOn).key());
            assertThat(one.code()).as(one.output()).isZero();
            assertThat(one.output()).contains("told 1 of 1 alert");
            assertThat(replayed(tocsin).words()).containsOnlyKeys(movedOn);
            assertThat(replayed(tocsin).words().get(movedOn))
                    .singleElement()
                    .asString()
                    .contains("missed: fired ", "now: over since ");
            assertThat(run(tocsin, "parked", "list").output()).contains(MISSED + " parked");

            Ended all = retry(tocsin);
            assertThat(all.code()).as(all.output()).isZero();
            assertThat(all.output()).contains("told " + (MISSED - 1) + " of " + (MISSED - 1) + " alerts");
            assertThat(run(tocsin, "parked", "list").output()).contains("0 parked");
            assertThat(retry(tocsin).output()).contains("told 0 of 0 alerts");
            assertThat(replayed(tocsin).words())
                    .containsOnlyKeys(night.missed().keySet().toArray(String[]::new))
                    .allSatisfy((id, told) -> assertThat(told).as(id).hasSize(1));
        }
    }
}
