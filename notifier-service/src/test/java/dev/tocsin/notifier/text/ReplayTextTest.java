package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Replays;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.text.Message.Block;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay reads as the past, and says so (hazards.md A8). */
class ReplayTextTest {
    private static final String NOW_OVER = "now: over since 2026-03-02 13:05:00 UTC (as of 2026-03-03 08:12:00 UTC)";
    private static final String SINCE_THEN = "now: over since 13:05:00 (as of 2026-03-03 08:12:00 UTC)";
    private static final String OVER = "missed: fired 2026-03-02 12:00:00 UTC, resolved 13:05:00";

    private final MessageWriter writer = new MessageWriter(Severities.standard(), Untrusted::inMarkup);

    private Message write(RoutedAlert... batch) {
        return writer.write(Notification.of(List.of(batch)));
    }

    private static Routed host(int i) {
        return Routed.alert("HostDown").label("instance", "host" + i + "x");
    }

    private static RoutedAlert[] hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 10 == 9 ? Replays.open(host(i)) : Replays.over(host(i)))
                .toArray(RoutedAlert[]::new);
    }

    @Test
    void theFirstLineSaysThatItIsReplayed() {
        Message message = write(Replays.over(host(1)), Replays.open(host(2)));
        assertThat(message.headline()).isEqualTo("⏪ [REPLAYED:2] HostDown");
        assertThat(message.blocks()).extracting(Block::color).containsOnly(Look.GREY);
    }

    @Test
    void anAlertInFullSaysWhatWasBeforeWhatItSaysOfItself() {
        Message message = write(Replays.over(Routed.alert("DiskFull")
                .label("instance", "db-1")
                .annotation("summary", "The disk is full")
                .annotation("description", "Nothing can be written.")));
        assertThat(message.blocks()).singleElement().satisfies(block -> {
            assertThat(block.title()).isEqualTo("The disk is full");
            assertThat(block.text()).isEqualTo(OVER + "\n" + NOW_OVER + "\n\nNothing can be written.\ninstance: db-1");
        });
    }

    @Test
    void manyAreADigestThatCountsThemAndThoseThatFire() {
        List<Block> blocks = write(hosts(30)).blocks();
        assertThat(blocks.getFirst())
                .returns("30 alerts of 1 name, 3 of them fire now", Block::title)
                .returns("HostDown: 30 replayed", Block::text)
                .returns(Look.GREY, Block::color);
        assertThat(blocks.subList(1, 4)).extracting(Block::text).allMatch(text -> text.contains("now: still fires"));
        assertThat(blocks.getLast().text().lines())
                .hasSize(20)
                .first()
                .isEqualTo("• HostDown (instance: host7x; " + OVER + "; " + SINCE_THEN + ")");
    }

    @Test
    void newsBesideItStaysNews() {
        Message message = write(Replays.over(host(1)), Routed.firing("a"));
        assertThat(message.headline()).isEqualTo("🔴 [FIRING:1, REPLAYED:1] HostDown");
        assertThat(message.blocks()).extracting(Block::color).containsExactly("#d40c26", Look.GREY);
        assertThat(write(
                                Replays.over(host(1)),
                                Routed.alert("HostDown").because(Reason.EXPIRED).told())
                        .headline())
                .isEqualTo("✅ [RESOLVED:1, REPLAYED:1] HostDown");
    }

    @Test
    void twoReplaysOfOneAlertAreTwoLines() {
        RoutedAlert told = host(1).told();
        Message message = write(
                Replays.of("r1", told, Replays.firing("12:00", 1), Replays.missed(Reason.FIRING, "12:00")),
                Replays.of("r2", told, Replays.ended("13:05", 2), Replays.missed(Reason.RESOLVED, "13:05")));
        assertThat(message.headline()).isEqualTo("⏪ [REPLAYED:2] HostDown");
        assertThat(message.blocks()).hasSize(2);
    }

    @Test
    void noTemplateMakesItLookLikeNews() {
        String source = Stream.of(TemplateBlock.values())
                .map(block -> "{% block " + block.key() + " %}🔴 FIRING{% endblock %}")
                .collect(Collectors.joining("\n"));
        Template own = ((Template.Parsed.Good) Template.parse(source)).template();
        MessageWriter other = new MessageWriter(Severities.standard(), Untrusted::inMarkup, own, reason -> {});
        for (int count : List.of(1, 30)) {
            Notification notification = Notification.of(List.of(hosts(count)));
            assertThat(other.write(notification)).isEqualTo(writer.write(notification));
            assertThat(other.plain(notification)).isEqualTo(writer.plain(notification));
        }
    }

    @Test
    void toTemplatesItIsNeitherFiringNorResolved() {
        Notification notification = Notification.of(List.of(Replays.open(host(1))));
        Line line = notification.lines().findFirst().orElseThrow();
        assertThat(TemplateVariables.of(line, line.latest().group(), Set.of()))
                .containsEntry("status", "replayed")
                .containsEntry("reason", "replayed")
                .containsEntry("ended", "");
        assertThat(TemplateVariables.of(notification))
                .containsEntry("firing", 0L)
                .containsEntry("resolved", 0L);
    }

    @Test
    void plainFormIsOneLineForEach() {
        Notification notification = Notification.of(List.of(
                Replays.over(Routed.alert("A").label("instance", "@here").annotation("summary", "@all is [down](x)")),
                Replays.open(Routed.alert("B"))));
        assertThat(writer.plain(notification).headline()).isEqualTo("""
                        ⏪ [REPLAYED:2] alerts of 2 groups
                        • B (`missed: fired 2026-03-02 12:00:00 UTC; now: still fires, since 12:00:00 \
                        (as of 2026-03-03 08:12:00 UTC)`)
                        • `@\u200ball is [down](x)` (`instance: @\u200bhere`; `%s; %s`)""".formatted(OVER, SINCE_THEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@all `a` [b](http://c) ", "😱", "word ", "#\n"})
    void theLongestTextsHideNeitherWhatWasMissedLastNorThePresent(String text) {
        RoutedAlert[] batch = IntStream.range(0, 60)
                .mapToObj(i -> {
                    Routed alert = Routed.alert("A")
                            .group(Map.of("g", "g" + i % 3))
                            .annotation("summary", text.repeat(1_000))
                            .annotation("description", text.repeat(1_000));
                    IntStream.range(0, 20).forEach(n -> alert.label("label" + n, i + text.repeat(300)));
                    return Replays.of(alert.told(), Replays.longHistory(Replays.firing("12:00", 1)));
                })
                .toArray(RoutedAlert[]::new);
        String last = "resolved 23:25:00";
        String present = "now: still fires, since 2026-03-02 12:00:00 UTC (as of 2026-03-03 08:12:00 UTC)";
        String onOneLine = "now: still fires, since 12:00:00 (as of 2026-03-03 08:12:00 UTC)";
        List<Block> blocks = write(batch).blocks();
        assertThat(blocks).allMatch(block -> block.text().length() <= 4_500);
        assertThat(blocks.subList(1, 11))
                .allSatisfy(block -> assertThat(block.text()).contains("resolved 23:25:00\n" + present + "\n"));
        assertThat(blocks.subList(11, blocks.size()).stream()
                        .flatMap(block -> block.text().lines()))
                .hasSize(50)
                .allMatch(line -> line.length() <= 300)
                .allMatch(line -> line.startsWith("• ") && line.endsWith(last + "; " + onOneLine + ")"));
        String plain = writer.plain(Notification.of(List.of(batch))).headline();
        assertThat(plain).hasSizeLessThanOrEqualTo(4_000).doesNotContainPattern("[@#]\\p{L}");
        assertThat(plain.lines().filter(line -> line.startsWith("• ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("`missed: ") && line.endsWith(onOneLine + "`)"));
    }
}
