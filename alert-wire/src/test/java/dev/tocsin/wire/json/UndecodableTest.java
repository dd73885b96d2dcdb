package dev.tocsin.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tocsin.wire.json.Samples.Sample;
import dev.tocsin.wire.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UndecodableTest {
    private static final String ROUTED = text(Codecs.ROUTED.encode(Samples.ROUTED));
    private static final String STATE = text(Codecs.STATE.encode(Samples.STATE));
    private static final String NUMBER = "expected a whole number";
    private static final String TIME = "expected a time such as 2026-01-31T12:00:00Z";
    private static final String TEXT = "expected a text in valid Unicode";
    private static final String OBJECT = "expected one JSON object and nothing behind it";

    static Stream<Arguments> damagedFields() {
        return Stream.of(
                arguments("\"seq\":1769860800003,", "", "seq is missing"),
                arguments("\"seq\":1769860800003", "\"seq\":null", "seq is missing"),
                arguments("\"seq\":1769860800003", "\"seq\":\"1769860800003\"", "seq: " + NUMBER),
                arguments("\"seq\":1769860800003", "\"seq\":1.5", "seq: " + NUMBER),
                arguments("\"seq\":1769860800003", "\"seq\":9223372036854775808", "seq: " + NUMBER),
                arguments("\"seq\":1769860800003", "\"seq\":1" + "0".repeat(900), "seq: " + NUMBER),
                arguments("\"episode\":2", "\"episode\":2147483648", "episode: " + NUMBER),
                arguments("\"episode\":2", "\"episode\":[2]", "episode: " + NUMBER),
                arguments("\"severity\":\"critical\",\"rec", "\"rec", "severity is missing"),
                arguments("\"severity\":\"critical\",\"rec", "\"severity\":3,\"rec", "severity: " + TEXT),
                arguments("\"severity\":\"critical\",\"rec", "\"severity\":{},\"rec", "severity: " + TEXT),
                arguments("\"reason\":\"refired\"", "\"reason\":\"Refired\"", "reason is not known here: Refired"),
                arguments("\"status\":\"firing\"", "\"status\":\"\"", "status is neither firing nor resolved"),
                arguments("\"since\":\"2026", "\"since\":\"x2026", "since: " + TIME),
                arguments("\"since\":\"2026-01-31T12:00:00Z\"", "\"since\":1769860800", "since: " + TIME),
                arguments("\"since\":\"2026-01-31T12:00:00Z\"", "\"since\":\"\"", "since: " + TIME),
                arguments("\"since\":\"2026-01-31T12:00:00Z\"", "\"since\":null", "since is missing"),
                arguments("[\"rocketchat-critical\",\"payments\"]", "\"payments\"", "receivers: expected a list"),
                arguments("[\"rocketchat-critical\",\"payments\"]", "[null]", "receivers[0]: " + TEXT),
                arguments("[\"rocketchat-critical\",\"payments\"]", "[]", "receivers is empty"));
    }

    static Stream<Arguments> damagedParts() {
        return Stream.of(
                arguments("\"job\":\"captcha\"", "\"job\":null", "alert.labels.job: " + TEXT),
                arguments("\"job\":\"captcha\"", "\"job\":7", "alert.labels.job: " + TEXT),
                arguments("\"job\":\"captcha\"", "\"job\":\"\\ud83d\"", "alert.labels.job: " + TEXT),
                arguments("\"job\":\"captcha\"", "\"job\":\"\\ude00\\ud83d\"", "alert.labels.job: " + TEXT),
                arguments("\"job\":\"captcha\"", "\"job\":\"\"", "labels has an empty value"),
                arguments("\"alert\":{\"v\":1", "\"alert\":{\"v\":2", "version 2 is not known here"),
                arguments("\"alert\":{", "\"alert\":[{", "alert: expected an object"),
                arguments("\"source\":\"prod.eu-1\"", "\"source\":\"a b\"", "source is not a name: a b"),
                arguments("{\"v\":1,\"alert\"", "{\"alert\"", "v is missing"),
                arguments("{\"v\":1,\"alert\"", "{\"v\":7,\"alert\"", "version 7 is not known here"),
                arguments("{\"v\":1,\"alert\":{", "{\"v\":2,\"alert\":[],\"w\":{", "version 2 is not known here"),
                arguments("\"reason\"", "\"seq\":1,\"reason\"", "the JSON names a field twice, at byte "),
                arguments(
                        "\"job\":\"captcha\"", "\"job\":\"\",\"job\":\"x\"", "the JSON names a field twice, at byte "),
                arguments(
                        "\"reason\"",
                        "\"deep\":" + "[".repeat(50) + "]".repeat(50) + ",\"reason\"",
                        "the JSON is nested"),
                arguments(
                        "\"reason\"",
                        "\"n\":1" + "0".repeat(2_000) + ",\"reason\"",
                        "the JSON is nested too deep, or a"),
                arguments("\"reason\":", "reason:", "not JSON, at byte "),
                arguments("\"reason\":", "\"reason\"", "not JSON, at byte "));
    }

    static Stream<Arguments> twins() {
        String twice = "the JSON names a field twice, at byte ";
        return Stream.of(
                arguments("\"reason\"", "\"seq\":null,\"reason\"", twice),
                arguments("\"reason\"", "\"\\u0073eq\":2,\"reason\"", twice),
                arguments("\"reason\"", "\"z\":1,\"z\":null,\"reason\"", twice),
                arguments("\"reason\"", "\"z\":{\"a\":1,\"a\":2},\"reason\"", twice),
                arguments("\"reason\"", "\"z\":[[{\"y\":{\"a\":{},\"a\":[]}}]],\"reason\"", twice));
    }

    @ParameterizedTest
    @MethodSource({"damagedFields", "damagedParts", "twins"})
    void damagedRoutedAlertSaysWhatIsWrong(String part, String damage, String sentence) {
        assertThat(ROUTED).contains(part);

        assertUndecodable(Codecs.ROUTED, Topic.bytes(ROUTED.replace(part, damage)), "not a routed alert: " + sentence);
    }

    static Stream<Arguments> wholes() {
        return Stream.of(
                arguments("", OBJECT),
                arguments("  \n", OBJECT),
                arguments("null", "the value is missing"),
                arguments("7", OBJECT),
                arguments("[]", OBJECT),
                arguments("\"{}\"", OBJECT),
                arguments("{}", "v is missing"),
                arguments("{} {}", OBJECT),
                arguments(STATE + "{}", OBJECT),
                arguments(STATE + "x", "not JSON, at byte "),
                arguments(STATE + "]", "not JSON, at byte "),
                arguments("{\"v\":\"1\"}", "v: " + NUMBER),
                arguments("{\"v\":2}", "version 2 is not known here"),
                arguments("{\"v\":-1,\"alert\":7}", "version -1 is not known here"),
                arguments("{\"v\":1", "the JSON ends too early"),
                arguments("<html>", "not JSON, at byte 0"),
                arguments("{\"v\":NaN}", "not JSON, at byte "));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void whatIsNoStateSaysWhatItIs(String json, String sentence) {
        assertUndecodable(Codecs.STATE, Topic.bytes(json), "not the state of an alert: " + sentence);
    }

    @Test
    void partsOfAStateAreChecked() {
        assertUndecodable(
                Codecs.STATE,
                Topic.bytes(STATE.replace("{\"name\":\"wall\",\"sendResolved\":true}", "null")),
                "not the state of an alert: addresses[1].receivers[0]: expected an object");
        assertUndecodable(
                Codecs.STATE,
                Topic.bytes(STATE.replace("\"name\":\"wall\",\"sendResolved\":true", "\"name\":\"wall\"")),
                "not the state of an alert: sendResolved is missing");
    }

    @Test
    void bytesThatAreNoUtf8SayWhere() {
        byte[] latin = ROUTED.getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogate = Topic.bytes(ROUTED.replace("captcha", "~~~"));
        int at = new String(surrogate, StandardCharsets.ISO_8859_1).indexOf("~~~");
        surrogate[at] = (byte) 0xED;
        surrogate[at + 1] = (byte) 0xA0;
        surrogate[at + 2] = (byte) 0x80;

        assertUndecodable(Codecs.ROUTED, latin, "not a routed alert: not JSON, at byte ");
        assertUndecodable(Codecs.ROUTED, surrogate, "not a routed alert: ");
    }

    @Test
    void sentenceStaysShortWhateverIsInTheRecord() {
        String reason = "\"reason\":\"" + "x\\n".repeat(10_000) + "\"";

        assertUndecodable(
                Codecs.ROUTED,
                Topic.bytes(ROUTED.replace("\"reason\":\"refired\"", reason)),
                "not a routed alert: reason is not known here: x x ");
    }

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <V> void truncatedValueIsUndecodable(Sample<V> sample) {
        byte[] whole = sample.codec().encode(sample.value());
        for (int length = 0; length < whole.length; length++) {
            assertThat(objection(sample.codec(), Arrays.copyOf(whole, length)))
                    .as("length %d", length)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <V> void damagedValueIsUndecodableOrAValueThatCanBeWritten(Sample<V> sample) {
        byte[] whole = sample.codec().encode(sample.value());
        Random random = new Random(5);
        for (int i = 0; i < 800; i++) {
            byte[] damaged = damaged(whole, random);
            try {
                objection(sample.codec(), damaged);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed 5, round " + i + ": " + text(damaged), e);
            }
        }
    }

    /** What is said of these bytes; empty when they are a value, which then can be written and read again. */
    private static <V> String objection(Codec<V> codec, byte[] bytes) {
        V value;
        try {
            value = codec.decode(bytes);
        } catch (UndecodableException e) {
            isOneSentence(e);
            return String.valueOf(e.getMessage());
        }
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        return "";
    }

    private static byte[] damaged(byte[] whole, Random random) {
        String marks = "{}[]\",:0123456789-.eE+nulltruefalse\\u \t\n\u0000dD8Z";
        byte[] damaged = whole.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1, 2 -> damaged[at] = (byte) marks.charAt(random.nextInt(marks.length()));
                case 3 -> damaged = without(damaged, at, Math.min(damaged.length - at, 1 + random.nextInt(12)));
                default -> damaged = doubled(damaged, at, Math.min(damaged.length - at, 1 + random.nextInt(40)));
            }
        }
        return damaged;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        byte[] rest = Arrays.copyOf(bytes, Math.max(1, bytes.length - count));
        System.arraycopy(bytes, at + count, rest, at, bytes.length - at - count);
        return rest;
    }

    private static byte[] doubled(byte[] bytes, int at, int count) {
        byte[] more = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(bytes, at, more, at + count, bytes.length - at);
        return more;
    }

    private static <V> void assertUndecodable(Codec<V> codec, byte[] bytes, String start) {
        assertThatExceptionOfType(UndecodableException.class)
                .as(() -> text(bytes))
                .isThrownBy(() -> codec.decode(bytes))
                .satisfies(UndecodableTest::isOneSentence)
                .withMessageStartingWith(start);
    }

    private static void isOneSentence(UndecodableException e) {
        assertThat(e.getMessage())
                .startsWith("not ")
                .hasSizeLessThan(400)
                .doesNotContain("\n", "tools.jackson", "java.", "null");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
