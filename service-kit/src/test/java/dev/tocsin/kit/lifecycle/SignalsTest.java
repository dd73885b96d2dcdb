package dev.tocsin.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SignalsTest {

    @Test
    void sigtermSetsTheStopSignalOff() throws Exception {
        StopSignal stop = StopSignal.onTermination();

        send("TERM");

        assertThat(stop.await()).isEqualTo(new StopCause.Requested("SIGTERM"));
    }

    @Test
    void sighupRunsItsActionEveryTimeThoughItFails() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Signals.onHangup(() -> {
            runs.incrementAndGet();
            throw new IllegalStateException("bad file");
        });

        send("HUP");
        await().until(() -> runs.get() == 1);
        send("HUP");

        await().until(() -> runs.get() == 2);
    }

    @Test
    void onlyTheFirstCauseCounts() throws Exception {
        StopSignal stop = new StopSignal();

        stop.set(new StopCause.Broken("the disk is full"));
        stop.set(new StopCause.Requested("SIGTERM"));

        assertThat(stop.await()).isEqualTo(new StopCause.Broken("the disk is full"));
    }

    private static void send(String signal) throws IOException, InterruptedException {
        String self = String.valueOf(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, self).start().waitFor())
                .isZero();
    }
}
