package dev.tocsin.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.kit.settings.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    /** The example of Standard Webhooks' own libraries. */
    @Test
    void signsAsTheStandardSays() {
        WebhookSignature signature = new WebhookSignature(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-text-of-mine",
                "whsec_!!!of-mine!!!",
                "whsec_b2YtbWluZQ==",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void refusesWhatIsNoSecretWithoutShowingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookSignature(Secret.of(text)))
                .withMessageStartingWith("no secret of Standard Webhooks")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(text).doesNotContain("of-mine"))
                .withNoCause();
    }
}
