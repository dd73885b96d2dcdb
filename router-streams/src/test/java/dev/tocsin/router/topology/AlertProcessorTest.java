package dev.tocsin.router.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.model.route.Policy;
import dev.tocsin.router.store.RouterStore;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.InstantSource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka Streams does with a task whose transaction was aborted: closes and initialises it, and keeps its timers. */
class AlertProcessorTest {
    private final Routing routing = new Routing(Policy.standard(), RouterBench.names(Policy.standard()));
    private final MockProcessorContext<byte[], Outgoing> context = new MockProcessorContext<>();
    private final AlertProcessor processor = new AlertProcessor(new Wiring(
            new Topics("test."),
            () -> routing,
            DecisionRules.standard(),
            InstantSource.fixed(RouterBench.START),
            new RecordingObserver()));

    @BeforeEach
    void open() {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(RouterStore.ALERTS), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @Test
    void noTimerOutlivesTheRouterThatSetIt() {
        processor.init(context);
        // Two at once: the second asks for its commit too soon, and is reminded of it.
        hear("critical");
        hear("warning");
        assertThat(context.scheduledPunctuators()).hasSize(2).noneMatch(CapturedPunctuator::cancelled);

        processor.close();
        processor.init(context);

        assertThat(context.scheduledPunctuators().subList(0, 2)).allMatch(CapturedPunctuator::cancelled);
        assertThat(context.scheduledPunctuators().subList(2, 3)).noneMatch(CapturedPunctuator::cancelled);
    }

    private void hear(String severity) {
        ReceivedAlert alert = Alerts.received(Alerts.firing(severity, RouterBench.START));
        processor.process(new Record<>(
                Topic.bytes(alert.identity().toString()),
                Codecs.RECEIVED.encode(alert),
                RouterBench.START.toEpochMilli(),
                new RecordHeaders()));
    }
}
