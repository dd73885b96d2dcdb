package dev.tocsin.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final Fingerprint FINGERPRINT = new Fingerprint(0x3b15fd163d36582eL);

    @Test
    void printsTheKeyInKafka() {
        assertThat(new Identity("alertmanager", FINGERPRINT)).hasToString("alertmanager|3b15fd163d36582e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alertmanager", "a", "7", "prod.eu-west_1", "A.b-c_D"})
    void readsWhatItPrints(String source) {
        Identity identity = new Identity(source, FINGERPRINT);

        assertThat(Identity.parse(identity.toString())).isEqualTo(identity);
    }

    @Test
    void takesANameOf64CharactersAndNoLonger() {
        assertThat(Identity.isSource("a".repeat(64))).isTrue();
        assertThat(Identity.isSource("a".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "_a", "a b", "a/b", "a|b", "\u00e4", "a\n"})
    void refusesASourceThatIsNoName(String source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identity(source, FINGERPRINT))
                .withMessageStartingWith("source is not a name: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alertmanager", "3b15fd163d36582e"})
    void refusesATextWithoutABar(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identity.parse(text))
                .withMessage("identity has no '|': " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alertmanager|", "alertmanager|x", "alertmanager|3b15fd163d36582e|"})
    void refusesATextWithoutAFingerprint(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identity.parse(text))
                .withMessage("identity has no fingerprint: " + text);
    }

    @Test
    void refusesATextWithTwoBars() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identity.parse("a|b|3b15fd163d36582e"))
                .withMessage("source is not a name: a|b");
    }
}
