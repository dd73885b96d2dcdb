package dev.tocsin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private final BearerToken token = new BearerToken(Optional.of(Secret.of("s3cret")));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "BEARER  s3cret "})
    void admitsTheToken(String header) {
        assertThat(token.admits(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3crets", "Basic s3cret", "s3cret"})
    void refusesEverythingElse(@Nullable String header) {
        assertThat(token.admits(header)).isFalse();
    }

    @Test
    void admitsEverybodyWhenThereIsNone() {
        assertThat(new BearerToken(Optional.empty()).admits(null)).isTrue();
    }
}
