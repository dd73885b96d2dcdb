package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.DeliveryEntry.End;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.Retold;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.lane.Kafka;
import dev.tocsin.notifier.lane.SharedKafka;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.SimulatorConfig;
import dev.tocsin.wire.json.Codecs;
import dev.tocsin.wire.kafka.KafkaSettings;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hazard A8: what a replay puts in line goes through a real Kafka to a simulated Rocket.Chat, once. */
@ExtendWith(SharedKafka.class)
class ReplayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITION = 1;

    private static NotifierApp started(Kafka kafka, Topics topics, RocketChatSimulator chat) {
        NotifierConfig config = new NotifierConfig(
                new ListenAddress("127.0.0.1", 0),
                topics,
                (short) 1,
                RocketChatSettings.ofWebhooks(Map.of("critical", Secret.of(chat.webhookUrl("#alerts-critical")))),
                100);
        NotifierApp app = new NotifierApp(
                config,
                KafkaSettings.at(kafka.bootstrapServers()),
                Policy.standard(),
                Clock.systemUTC(),
                new Random(1),
                new ServiceMetrics("tocsin-notifier", BuildInfo.load()),
                CheckResult::ok);
        app.start();
        await().atMost(PATIENCE).until(() -> app.check() instanceof CheckResult.Ok);
        return app;
    }

    @Test
    void aParkedAlertThatIsToldAgainIsBookedAndParkedNoMore(Kafka kafka) {
        try (RocketChatSimulator chat = new RocketChatSimulator(SimulatorConfig.defaults(Clock.systemUTC())).start()) {
            Topics topics = kafka.topics("replay-");
            String topic = topics.severity("critical").name();
            RoutedAlert missed =
                    Routed.alert("HostDown").label("instance", "a").seq(7).told();
            // Addressed to nobody here: the receiver passes it, and has not been told.
            Place place = new Place(topic, PARTITION, kafka.putForeign(topics, PARTITION, missed));
            ParkedAlert parked = new ParkedAlert(missed, Routed.RECEIVER, place, "400 no", Routed.NOON);
            RecordMetadata stood = kafka.park(topics, parked);
            long offset = kafka.put(
                    topics,
                    PARTITION,
                    Retold.of(missed)
                            .covering(topic, PARTITION, place.offset(), place.offset(), 7)
                            .parked(7L)
                            .told());
            try (NotifierApp _ = started(kafka, topics, chat)) {
                await().atMost(PATIENCE).until(() -> committed(kafka, topics) > offset);
            }
            assertThat(chat.messages()).hasSize(1);
            assertThat(entries(kafka, topics, 2))
                    .extracting(DeliveryEntry::end, DeliveryEntry::place, DeliveryEntry::first)
                    .containsExactly(
                            tuple(End.DELIVERED, new Place(topic, PARTITION, offset), offset),
                            tuple(End.REPLAYED, place, place.offset()));
            assertThat(kafka.records(topics.parked().name(), 2))
                    .as("nothing stands parked under its key")
                    .extracting(ConsumerRecord::partition, ConsumerRecord::key, ConsumerRecord::value)
                    .containsExactly(
                            tuple(stood.partition(), Topic.bytes(parked.key()), Codecs.PARKED.encode(parked)),
                            tuple(stood.partition(), Topic.bytes(parked.key()), null));
            tellsNothingTwice(kafka, topics, chat);
        }
    }

    private static void tellsNothingTwice(Kafka kafka, Topics topics, RocketChatSimulator chat) {
        try (NotifierApp _ = started(kafka, topics, chat)) {
            long next = kafka.put(topics, PARTITION, Routed.firing("b"));
            await().atMost(PATIENCE).until(() -> committed(kafka, topics) > next);
        }
        assertThat(chat.messages()).as("the replay and what came behind it").hasSize(2);
        assertThat(entries(kafka, topics, 3))
                .extracting(DeliveryEntry::end)
                .filteredOn(End.REPLAYED::equals)
                .hasSize(1);
    }

    private static long committed(Kafka kafka, Topics topics) {
        return kafka.committed(
                topics.receiverGroup(Routed.RECEIVER),
                new TopicPartition(topics.severity("critical").name(), PARTITION));
    }

    /** Of one alert they stand in their order. */
    private static List<DeliveryEntry> entries(Kafka kafka, Topics topics, int count) {
        return kafka.values(topics.deliveries().name(), count).stream()
                .map(Codecs.DELIVERY::decode)
                .toList();
    }
}
