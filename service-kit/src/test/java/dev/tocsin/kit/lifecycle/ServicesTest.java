package dev.tocsin.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ServicesTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<String> calls = new CopyOnWriteArrayList<>();

    private class Recording implements Component {
        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            calls.add("start " + name);
        }

        @Override
        public CheckResult check() {
            return CheckResult.ok();
        }

        @Override
        public void close() {
            calls.add("close " + name);
        }
    }

    private final Component failing = new Recording("b") {
        @Override
        public void start() {
            throw new IllegalStateException("no disk");
        }

        @Override
        public CheckResult check() {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void close() {
            super.close();
            throw new IllegalStateException("no disk");
        }
    };

    @Test
    void startsInOrderAndClosesInReverseOnce() {
        Services services = new Services(List.of(new Recording("a"), new Recording("b")), LIMIT);

        services.start();
        services.close();
        services.close();

        assertThat(calls).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void closesWhatWasStartedWhenOneFails() {
        Services services = new Services(List.of(new Recording("a"), failing, new Recording("c")), LIMIT);

        assertThatThrownBy(services::start)
                .isInstanceOf(StartException.class)
                .hasMessage("b could not be started: no disk");

        assertThat(calls).containsExactly("start a", "close b", "close a");
    }

    @Test
    void asksEveryComponentAndNeverThrows() {
        Services services = new Services(List.of(new Recording("a"), failing), LIMIT);

        assertThat(services.check()).containsOnlyKeys("a", "b").containsEntry("a", CheckResult.ok());
        assertThat(Services.failures(services.check()))
                .hasSize(1)
                .hasEntrySatisfying("b", reason -> assertThat(reason).contains("no disk"));
    }

    @Test
    void closesTheOthersAlthoughOneHangs() {
        CountDownLatch never = new CountDownLatch(1);
        Component hanging = new Recording("b") {
            @Override
            public void close() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    calls.add("interrupted b");
                    Thread.currentThread().interrupt();
                }
            }
        };
        Services services =
                new Services(List.of(new Recording("a"), hanging, new Recording("c")), Duration.ofMillis(400));
        services.start();

        services.close();

        assertThat(calls).contains("close c", "close a");
    }

    @Test
    void refusesTwoComponentsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Services(List.of(new Recording("a"), new Recording("a")), LIMIT));
    }
}
