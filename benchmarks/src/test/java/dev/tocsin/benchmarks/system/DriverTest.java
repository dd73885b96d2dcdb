package dev.tocsin.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.kit.http.HttpDefaults;
import dev.tocsin.kit.http.ListenAddress;
import io.javalin.Javalin;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverTest {
    private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Javalin server = Javalin.start(config -> {
        HttpDefaults.apply(config, new ListenAddress("127.0.0.1", 0));
        config.routes.post("/webhook", ctx -> {
            if (refusals.getAndDecrement() > 0) {
                ctx.status(503);
            } else {
                accepted.add(Long.parseLong(ctx.body()));
            }
            ctx.result("");
        });
    });

    @AfterEach
    void stop() {
        server.stop();
    }

    private Driver.Report post(long requests, Duration atMost) throws InterruptedException {
        return new Driver(
                        server.port(),
                        "/webhook",
                        4,
                        number -> Long.toString(number).getBytes(UTF_8))
                .run(Pace.unbounded(), 10, requests, atMost);
    }

    @Test
    void postsAgainWhatIsRefusedSoThatNoNumberIsLeftOut() throws InterruptedException {
        refusals.set(5);

        Driver.Report report = post(100, Duration.ofMinutes(1)).all(100);

        assertThat(accepted)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(10, 110).boxed().toList());
        assertThat(report.refused()).isEqualTo(5);
        assertThat(report.numbers()).isEqualTo(100);
    }

    @Test
    void aLoadThatIsShortMakesNoFigure() throws InterruptedException {
        refusals.set(Integer.MAX_VALUE);

        Driver.Report report = post(3, Duration.ofMillis(50));

        assertThat(accepted).isEmpty();
        assertThatThrownBy(() -> report.all(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("only 0 of 3 requests were accepted");
    }
}
