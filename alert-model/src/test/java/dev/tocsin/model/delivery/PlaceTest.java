package dev.tocsin.model.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {
    @Test
    void itsTextIsThatOfTheHeaderOfARejectedRecord() {
        assertThat(new Place("prod-alerts.received", 5, 42).text()).isEqualTo("prod-alerts.received-5@42");
    }
}
