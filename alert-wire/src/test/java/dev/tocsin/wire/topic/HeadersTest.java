package dev.tocsin.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void recordIsAddressedToTheReceiversOfItsHeaderAndToNobodyElse() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.RECEIVERS, Headers.receivers(List.of("payments", "rocketchat-critical")));

        assertThat(Headers.addressedTo(headers, "payments")).isTrue();
        assertThat(Headers.addressedTo(headers, "rocketchat-critical")).isTrue();
        assertThat(Headers.addressedTo(headers, "rocketchat")).isFalse();
        assertThat(Headers.addressedTo(headers, "payments,rocketchat-critical")).isFalse();
        assertThat(Headers.addressedTo(headers, "")).isFalse();
    }

    @Test
    void recordWithoutTheHeaderHasToBeParsed() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(Headers.addressedTo(headers, "payments")).isTrue();

        headers.add(Headers.RECEIVERS, null);
        assertThat(Headers.addressedTo(headers, "payments")).isTrue();
    }

    @Test
    void lastHeaderOfANameCounts() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.REQUEST_ID, Headers.bytes("one"));
        headers.add(Headers.REQUEST_ID, Headers.bytes("zwei ü 🟥"));

        assertThat(Headers.text(headers, Headers.REQUEST_ID)).contains("zwei ü 🟥");
        assertThat(Headers.text(headers, Headers.REPLAY_ID)).isEmpty();
        assertThat(Headers.text(new RecordHeaders().add(Headers.REASON, new byte[] {(byte) 0xff}), Headers.REASON))
                .contains("\ufffd");
    }
}
