package dev.tocsin.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.route.Group;
import dev.tocsin.wire.topic.Headers;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final String NASTY = "\u0000\u001f\"\\/\b\f\n\r\t\u007f\u0085\u2028\u2029\ufeff\uffff\u202e"
            + "e\u0301 👩‍👩‍👧 𝔘\uDBFF\uDFFF </script> ${x} %s {{ }} null";

    @Test
    void nastyTextsComeBack() {
        ReceivedAlert received = Samples.received(Samples.alert(
                Status.FIRING, Map.of("alertname", NASTY, NASTY, "x"), Map.of(NASTY, NASTY, "", ""), null));

        assertThat(roundTrip(Codecs.RECEIVED, received)).isEqualTo(received);
    }

    @Test
    void randomTextsComeBack() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Map<String, String> texts = new HashMap<>(Map.of("alertname", "x"));
            for (int n = random.nextInt(8); n > 0; n--) {
                texts.put(text(random), text(random) + ".");
            }
            RoutedAlert routed =
                    Samples.routed(Samples.received(Samples.alert(Status.FIRING, texts, texts, null)), Group.of(texts));
            assertThat(roundTrip(Codecs.ROUTED, routed))
                    .as("seed 11, round %d", i)
                    .isEqualTo(routed);
        }
    }

    @Test
    void anAlertThatIsEncodedAlreadyMakesTheSameBytes() {
        EncodedAlert full = EncodedAlert.of(Samples.FULL);

        assertThat(Codecs.ROUTED.encode(Samples.ROUTED, full)).isEqualTo(Codecs.ROUTED.encode(Samples.ROUTED));
        assertThat(Codecs.STATE.encode(Samples.STATE, full)).isEqualTo(Codecs.STATE.encode(Samples.STATE));
    }

    @Test
    void anotherAlertThanTheEncodedOneIsNotTakenForIt() {
        EncodedAlert minimal = EncodedAlert.of(Samples.MINIMAL);

        assertThat(Codecs.ROUTED.decode(Codecs.ROUTED.encode(Samples.ROUTED, minimal)))
                .isEqualTo(Samples.ROUTED);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(20); n > 0; n--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00.000000001Z",
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "+12026-01-31T12:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void timesComeBackToTheNanosecond(String text) {
        Instant time = Instant.parse(text);
        Alert alert = new Alert(Status.RESOLVED, Samples.FULL.alert().labels(), Alert.sorted(Map.of()), time, time, "");

        assertThat(roundTrip(Codecs.RECEIVED, Samples.received(alert)).alert()).isEqualTo(alert);
    }

    @Test
    void timeWithAnOffsetIsTheSameInstant() {
        String json = text(Codecs.RECEIVED, Samples.MINIMAL).replace("12:00:00Z", "13:00:00+01:00");

        assertThat(Codecs.RECEIVED.decode(Topic.bytes(json))).isEqualTo(Samples.MINIMAL);
    }

    /** A receiver's answer may have been cut in the middle of an emoji; the entry must be writable all the same. */
    @Test
    void halfOfASurrogatePairIsReplacedWhenWritten() {
        ParkedAlert parked =
                new ParkedAlert(Samples.ROUTED, "payments", Samples.PLACE, "refused \ud83d", Samples.START);
        ReceivedAlert received = Samples.received(
                Samples.alert(Status.FIRING, Map.of("alertname", "\ude00x", "a\ud83d", "y"), Map.of(), null));

        assertThat(roundTrip(Codecs.PARKED, parked).reason()).isEqualTo("refused \ufffd");
        assertThat(roundTrip(Codecs.RECEIVED, received).alert().labels())
                .isEqualTo(Map.of("alertname", "\ufffdx", "a\ufffd", "y"));
    }

    @Test
    void unknownFieldsAreIgnoredAtEveryDepth() {
        String unknown = "{\"zz\":[{\"deep\":[1e999,null,true]}],\"z\":null,";
        for (Samples.Sample<?> sample : Samples.all()) {
            // A label is data, not a field.
            String json = text(sample).replaceAll("(?<!\"labels\":|\"annotations\":|\"group\":)\\{(?=\")", unknown);
            assertThat((Object) sample.codec().decode(Topic.bytes(json))).isEqualTo(sample.value());
        }
    }

    @Test
    void orderOfFieldsAndBlanksDoNotCount() {
        String reordered =
                text(Codecs.RECEIVED, Samples.MINIMAL).replaceFirst("\\{\"v\":1,(.*)\\}", " {\n$1 ,\t\"v\" : 1 }\n");

        assertThat(Codecs.RECEIVED.decode(Topic.bytes(reordered))).isEqualTo(Samples.MINIMAL);
    }

    @Test
    void longestNameThatIngestTakesCanBeRead() {
        Alert alert =
                Samples.alert(Status.FIRING, Map.of("n".repeat(Topics.MAX_ALERT_BYTES - 1_000), "x"), Map.of(), null);

        assertThat(roundTrip(Codecs.RECEIVED, Samples.received(alert)).alert()).isEqualTo(alert);
    }

    /** Grouped by every label the labels stand there three times: in the alert, in the group and in the key (A5). */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\", "\n", "\u0001", "é", "🟥"})
    void alertOfTheLargestSizeFitsIntoARoutedRecord(String filling) {
        ReceivedAlert largest = largest(filling);
        RoutedAlert routed = Samples.routed(largest, Group.of(largest.alert().labels()));

        int weight = Codecs.ROUTED.encode(routed).length
                + Topic.bytes(routed.group().toString()).length
                + Headers.receivers(routed.receivers()).length;

        assertThat(Codecs.RECEIVED.encode(largest)).hasSizeBetween(Topics.MAX_ALERT_BYTES - 16, Topics.MAX_ALERT_BYTES);
        assertThat(weight).isLessThan(Topics.MAX_RECORD_BYTES - (64 << 10));
    }

    private static ReceivedAlert largest(String filling) {
        ReceivedAlert small = Samples.received(Samples.alert(Status.FIRING, Map.of("a", filling), Map.of(), null));
        ReceivedAlert two =
                Samples.received(Samples.alert(Status.FIRING, Map.of("a", filling.repeat(2)), Map.of(), null));
        int each = Codecs.RECEIVED.encode(two).length - Codecs.RECEIVED.encode(small).length;
        int more = (Topics.MAX_ALERT_BYTES - Codecs.RECEIVED.encode(small).length) / each;
        return Samples.received(Samples.alert(Status.FIRING, Map.of("a", filling.repeat(1 + more)), Map.of(), null));
    }

    private static <V> V roundTrip(Codec<V> codec, V value) {
        return codec.decode(codec.encode(value));
    }

    private static <V> String text(Samples.Sample<V> sample) {
        return text(sample.codec(), sample.value());
    }

    private static <V> String text(Codec<V> codec, V value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }
}
