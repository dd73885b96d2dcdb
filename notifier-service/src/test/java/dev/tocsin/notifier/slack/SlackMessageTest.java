package dev.tocsin.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.slack.SlackMessage.Attachment;
import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.MessageWriter;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SlackMessageTest {
    private static Message written(RoutedAlert... batch) {
        return new MessageWriter(Severities.standard(), SlackText::inline)
                .write(Attempts.first(batch).notification());
    }

    private static SlackMessage message(RoutedAlert... batch) {
        return SlackMessage.of(written(batch));
    }

    @Test
    void anAlertIsAnAttachmentUnderTheFirstLine() {
        SlackMessage message = message(Routed.alert("DiskFull")
                .label("instance", "db-1")
                .annotation("summary", "The disk is full")
                .annotation("runbook_url", "https://runbooks.example.org/disk?a=1&b=2")
                .from("http://prometheus:9090/graph")
                .told());
        assertThat(message.text()).isEqualTo("🔴 [FIRING:1] DiskFull");
        Attachment attachment = message.attachments().getFirst();
        assertThat(attachment.title()).isEqualTo("The disk is full");
        assertThat(attachment.titleLink()).isEqualTo("http://prometheus:9090/graph");
        assertThat(attachment.color()).isEqualTo("#d40c26");
        assertThat(attachment.text())
                .contains("instance: db-1")
                .endsWith("<http://prometheus:9090/graph|Source>"
                        + " · <https://runbooks.example.org/disk?a=1&amp;b=2|Runbook>");
    }

    @Test
    void nothingForeignPingsLinksOrFormats() {
        RoutedAlert nasty = Routed.alert("<!channel>")
                .label("instance", "<@U123> & @here")
                .annotation("summary", "<http://evil.example|login> @channel")
                .annotation("description", "<!everyone> *b* `c`")
                .told();
        for (SlackMessage message : new SlackMessage[] {message(nasty), SlackMessage.plain(written(nasty))}) {
            String json = JsonMapper.builder().build().writeValueAsString(message);
            assertThat(json)
                    .doesNotContain("<!", "<@", "<http://evil", "@here", "@channel")
                    .contains("&lt;!", "&lt;@\u200bU123&gt; &amp; ");
        }
    }

    @Test
    void markupIsOffBelowTheFirstLineAndInTextAlone() {
        String json = JsonMapper.builder().build().writeValueAsString(message(Routed.firing("a")));
        assertThat(json).contains("\"mrkdwn_in\":[]");
        assertThat(SlackMessage.plain(written(Routed.firing("a"))).mrkdwn()).isFalse();
    }

    @Test
    void aReplayIsGreyAndSaysSoInBothForms() {
        RoutedAlert over = Replays.over(Routed.alert("DiskFull").annotation("summary", "<!channel> is full"));
        assertThat(message(over).text()).isEqualTo("⏪ [REPLAYED:1] DiskFull");
        assertThat(message(over).attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.color()).isEqualTo("#9ea2a8");
            assertThat(attachment.text())
                    .startsWith("missed: fired 2026-03-02 12:00:00 UTC, resolved 13:05:00\nnow: over");
        });
        assertThat(SlackMessage.plain(written(over)).text())
                .startsWith("⏪ [REPLAYED:1] DiskFull\n&lt;!channel&gt; is full\nmissed: fired 2026-03-02 12:00:00 UTC");
    }

    @Test
    void aMessageOfManyGroupsHasNoMoreAttachmentsThanSlackTakes() {
        RoutedAlert[] batch = IntStream.range(0, 600)
                .mapToObj(i -> Routed.alert("Alert" + i)
                        .group(Map.of("team", "t" + i))
                        .label("instance", "i".repeat(100) + i)
                        .told())
                .toArray(RoutedAlert[]::new);
        SlackMessage message = message(batch);
        assertThat(message.attachments()).hasSizeLessThanOrEqualTo(SlackMessage.MOST_ATTACHMENTS);
        String all = message.toString();
        assertThat(IntStream.range(0, 600)).allMatch(i -> all.contains("Alert" + i));
    }

    @Test
    void noneOfManyAlertsStandsBeyondWhereSlackCutsAText() {
        RoutedAlert[] batch = IntStream.range(0, 1_000)
                .mapToObj(i -> Routed.alert("Alert" + i)
                        .group(Map.of("team", "t".repeat(200) + i))
                        .annotation("summary", "s".repeat(200) + i)
                        .told())
                .toArray(RoutedAlert[]::new);
        SlackMessage message = message(batch);
        assertThat(message.attachments())
                .hasSizeLessThanOrEqualTo(SlackMessage.MOST_ATTACHMENTS)
                .allMatch(attachment -> attachment.text().length() <= 40_000);
        assertThat(IntStream.range(0, 1_000)).allMatch(i -> message.toString().contains("s" + i));
    }

    @Test
    void textAloneIsCut() {
        String description = "<".repeat(2000);
        RoutedAlert[] batch = IntStream.range(0, 10)
                .mapToObj(i -> Routed.alert("A")
                        .label("i", "" + i)
                        .annotation("description", description)
                        .told())
                .toArray(RoutedAlert[]::new);
        assertThat(SlackMessage.plain(written(batch)).text()).hasSizeBetween(20_000, 40_000);
    }
}
