package dev.tocsin.model.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.route.Transport.Email;
import dev.tocsin.model.route.Transport.Email.Account;
import dev.tocsin.model.route.Transport.Email.Smarthost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    private static final Smarthost SERVER = new Smarthost("smtp.example.org", 587, true, Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@",
                "@b",
                "a b@c",
                "A <a@b>",
                "a@b,c@d",
                "a@b\nBcc: c@d",
                "a..b@c",
                ".a@b",
                "a.@b",
                "a@b..c",
                "a@b.",
                "a@.b",
                "a:b@c",
                "a@b:c",
                "a(b)@c",
                "a\\@b",
                "a@[",
                "ü@b",
                "a@ü"
            })
    void aLetterNeedsAddresses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(List.of(text), "a@example.org", SERVER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(List.of("a@example.org"), text, SERVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "on.call+db@mail-1.example.org", "o'neil_/=@host_1", "a@[127.0.0.1]"})
    void whatServersTakeIsAnAddress(String text) {
        assertThat(Email.isAddress(text)).isTrue();
    }

    @Test
    void aLetterToNobodyIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(List.of(), "a@example.org", SERVER));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void aServerNeedsAPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Smarthost("smtp.example.org", port, true, Optional.empty()));
    }

    @Test
    void noTransportPrintsItsSecret() {
        Credential secret = new Credential.Inline("SECRET");
        assertThat(List.of(
                                new Transport.SlackWebhook(secret),
                                new Transport.Webhook(secret, Optional.of(secret)),
                                new Transport.PagerDuty(secret, Transport.PagerDuty.EVENTS),
                                new Email(
                                        List.of("a@example.org"),
                                        "t@example.org",
                                        new Smarthost("smtp", 25, true, Optional.of(new Account("t", secret)))))
                        .toString())
                .doesNotContain("SECRET");
    }
}
