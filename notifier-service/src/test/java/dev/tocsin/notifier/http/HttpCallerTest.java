package dev.tocsin.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Outcomes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpCallerTest {
    static Stream<Map.Entry<Throwable, String>> failures() {
        SSLHandshakeException untrusted = new SSLHandshakeException("PKIX");
        untrusted.initCause(new CertificateException("unable to find valid certification path"));
        return Stream.of(
                Map.entry(new ConnectException("refused"), "retry"),
                Map.entry(new ConnectException().initCause(new UnresolvedAddressException()), "retry"),
                Map.entry(new UnknownHostException("chat"), "retry"),
                Map.entry(new HttpConnectTimeoutException("connect"), "retry"),
                Map.entry(new HttpTimeoutException("request timed out"), "retry, unknown"),
                Map.entry(new TimeoutException(), "retry, unknown"),
                Map.entry(new IOException("Connection reset"), "retry, unknown"),
                Map.entry(new SSLHandshakeException("handshake"), "retry, unknown"),
                Map.entry(untrusted, "suspended"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noAnswerMeans(Map.Entry<Throwable, String> failure) {
        assertThat(Outcomes.word(HttpCaller.meaning(failure.getKey()))).isEqualTo(failure.getValue());
    }
}
