package dev.tocsin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void givesEachPortOnceAndNoneThatTheSystemGivesToConnections() throws Exception {
        int first = FreePorts.next();
        int second = FreePorts.next();
        assertThat(second).isNotEqualTo(first);
        assertThat(first).isBetween(10_000, 31_999);
        assertThat(second).isBetween(10_000, 31_999);
    }

    @Test
    void passesOverOneThatSomebodyListensOn() throws Exception {
        int before = FreePorts.next();
        int taken = before == 31_999 ? 10_000 : before + 1;
        try (ServerSocket _ = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.next()).isNotEqualTo(taken);
        }
    }
}
