package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.rocketchat.RocketChatMessage.Attachment;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HazardB5SectionsTest {
    private static final int MESSAGE_LIMIT = 5_000;

    private final MessageWriter writer = new MessageWriter(Severities.standard(), Untrusted::inMarkup);

    private static RoutedAlert huge(int i, int groups) {
        Routed alert = Routed.alert("@all ".repeat(300) + i)
                .group(Map.of("g" + i % groups, "`@all` ".repeat(500)))
                .annotation("summary", "😱".repeat(1_000))
                .annotation("description", "line\n".repeat(1_000))
                .annotation("runbook_url", "https://example.org/" + "r".repeat(1_900))
                .annotation("dashboard_url", "https://example.org/" + "d".repeat(1_900))
                .from("https://example.org/" + "s".repeat(1_900));
        IntStream.range(0, 20).forEach(n -> alert.label("label" + n, i + "v".repeat(300)));
        return alert.told();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 400})
    void fourHundredAlertsOfTheLargestSizeStayBelowEveryLimit(int groups) {
        List<RoutedAlert> batch =
                IntStream.range(0, 400).mapToObj(i -> huge(i, groups)).toList();
        RocketChatMessage message = RocketChatMessage.of(writer.write(Notification.of(batch)));
        assertThat(message.text().length()).isLessThanOrEqualTo(MESSAGE_LIMIT);
        assertThat(message.attachments()).allSatisfy(HazardB5SectionsTest::isWithinLimits);
        assertThat(JsonMapper.builder().build().writeValueAsBytes(message)).hasSizeLessThan(2 << 20);
    }

    private static void isWithinLimits(Attachment attachment) {
        assertThat(attachment.text().length()).isBetween(1, MESSAGE_LIMIT);
        assertThat(attachment.title().length()).isLessThanOrEqualTo(1_000);
        assertThat(attachment.pretext().length()).isLessThanOrEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 60, 400})
    void everyAlertOfABatchIsInItsMessage(int count) {
        List<RoutedAlert> batch = IntStream.range(0, count)
                .mapToObj(i -> Routed.firing("host" + i + "x"))
                .toList();
        String all = RocketChatMessage.of(writer.write(Notification.of(batch))).attachments().stream()
                .map(Attachment::text)
                .reduce("", String::concat);
        assertThat(IntStream.range(0, count).filter(i -> !all.contains("host" + i + "x")))
                .isEmpty();
    }
}
