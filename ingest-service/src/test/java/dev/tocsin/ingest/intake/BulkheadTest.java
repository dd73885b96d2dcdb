package dev.tocsin.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkheadTest {
    private final Bulkhead bulkhead = new Bulkhead(1, 100);

    @Test
    void givesNoMorePlacesThanItHas() {
        try (Bulkhead.Lease first = bulkhead.lease();
                Bulkhead.Lease second = bulkhead.lease()) {
            assertThat(first.takePlace()).isTrue();
            assertThat(second.takePlace()).isFalse();
            assertThat(bulkhead.placesTaken()).isEqualTo(1);
        }
        assertThat(bulkhead.placesTaken()).isZero();
    }

    @Test
    void givesNoMoreBytesThanItHas() {
        try (Bulkhead.Lease first = bulkhead.lease();
                Bulkhead.Lease second = bulkhead.lease()) {
            assertThat(first.takeBytes(60)).isTrue();
            assertThat(second.takeBytes(60)).isFalse();
            assertThat(second.takeBytes(40)).isTrue();
            assertThat(bulkhead.bytesTaken()).isEqualTo(100);
        }
        assertThat(bulkhead.bytesTaken()).isZero();
    }

    @Test
    void aLeaseIsGivenBackOnce() {
        Bulkhead.Lease lease = bulkhead.lease();
        assertThat(lease.takePlace() && lease.takeBytes(10)).isTrue();
        lease.close();
        lease.close();

        assertThat(bulkhead.placesTaken()).isZero();
        assertThat(bulkhead.bytesTaken()).isZero();
    }
}
