package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.text.Message.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTest {
    private final MessageWriter writer = new MessageWriter(Severities.standard(), Untrusted::inMarkup);

    private List<Block> blocks(List<RoutedAlert> batch) {
        return writer.write(Notification.of(batch)).blocks();
    }

    private String plain(RoutedAlert... batch) {
        Message message = writer.plain(Notification.of(List.of(batch)));
        assertThat(message.blocks()).isEmpty();
        return message.headline();
    }

    private static List<RoutedAlert> hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Routed.firing("host" + i + "x"))
                .toList();
    }

    @Test
    void whatBeganAndEndedInABacklogIsOneLineWithBothTimes() {
        Routed alert = Routed.alert("A").label("instance", "x");
        RoutedAlert began = alert.told();
        RoutedAlert ended = alert.seq(2).resolvedAfter(Duration.ofSeconds(40)).told();
        assertThat(blocks(List.of(began, ended))).singleElement().satisfies(block -> {
            assertThat(block.title()).isEqualTo("✅ Fired and resolved: A");
            assertThat(block.text())
                    .isEqualTo("instance: x\nfrom 2026-03-02 12:00:00 UTC to 2026-03-02 12:00:40 UTC, lasted 40s");
        });
    }

    @Test
    void repeatsThatWaitedAreOneLineAndWhatWasNeverToldIsNoRepeat() {
        Routed told = Routed.alert("Told");
        Routed fresh = Routed.alert("Fresh");
        List<RoutedAlert> batch = List.of(
                told.because(Reason.REPEAT).seq(2).told(),
                fresh.told(),
                told.because(Reason.REPEAT).seq(3).told(),
                fresh.because(Reason.REPEAT).seq(2).told());
        assertThat(blocks(batch)).extracting(Block::title).containsExactly("Still firing: Told", "Fresh");
    }

    @Test
    void tenLinesAreNoDigest() {
        assertThat(blocks(hosts(10)))
                .hasSize(10)
                .noneMatch(block -> block.title().contains("alerts of"));
    }

    @Test
    void elevenLinesAreADigest() {
        List<Block> blocks = blocks(hosts(11));
        assertThat(blocks).hasSize(12);
        assertThat(blocks.getFirst())
                .returns("11 alerts of 1 name", Block::title)
                .returns("HostDown: 11 firing", Block::text);
        assertThat(blocks.getLast().text()).isEqualTo("• HostDown (instance: host10x; since 2026-03-02 12:00:00 UTC)");
    }

    @Test
    void aDigestHasTheMostImportantOnesInFullAcrossItsGroupsAndTheOthersByGroup() {
        List<RoutedAlert> batch = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            batch.add(Routed.alert("Ended")
                    .label("n", "e" + i)
                    .resolvedAfter(Duration.ofMinutes(1))
                    .told());
            batch.add(Routed.alert("Known")
                    .label("n", "k" + i)
                    .because(Reason.REPEAT)
                    .told());
        }
        batch.add(Routed.alert("News").label("n", "a").told());
        batch.add(Routed.alert("Known").label("n", "b").told());

        List<Block> blocks = blocks(batch);

        assertThat(blocks.getFirst().text()).isEqualTo("Known: 9 firing\nEnded: 8 resolved\nNews: 1 firing");
        assertThat(blocks.subList(1, 11))
                .extracting(Block::title)
                .containsExactly(
                        "Known",
                        "News",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known",
                        "Still firing: Known");
        assertThat(blocks.subList(1, 11))
                .extracting(Block::pretext)
                .containsExactly("alertname: Known", "alertname: News", "alertname: Known", "", "", "", "", "", "", "");
        assertThat(blocks.subList(11, 12)).singleElement().satisfies(block -> {
            assertThat(block.pretext()).isEqualTo("alertname: Ended");
            assertThat(block.text().lines()).hasSize(8).allMatch(line -> line.startsWith("• ✅ Resolved: Ended (n: e"));
        });
    }

    @Test
    void aLongTitleHidesNeitherLabelsNorTimesInADigest() {
        List<RoutedAlert> batch = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Routed alert =
                    Routed.alert("A").label("instance", "host" + i + "x").annotation("summary", "a word ".repeat(100));
            batch.add(alert.told());
            batch.add(alert.seq(2).resolvedAfter(Duration.ofMinutes(5)).told());
        }
        assertThat(blocks(batch).getLast().text().lines())
                .isNotEmpty()
                .allMatch(line -> line.length() <= 300)
                .allMatch(
                        line -> line.matches("• ✅ Fired and resolved: (a word )+.*… \\(cut\\) \\(instance: host\\d+x; "
                                + "from 2026-03-02 12:00:00 UTC to 2026-03-02 12:05:00 UTC, lasted 5m\\)"));
    }

    @Test
    void longLabelsHideNoTimesInADigest() {
        RoutedAlert[] batch = IntStream.range(0, 30)
                .mapToObj(i -> Routed.alert("A").label("instance", i + "y".repeat(190)))
                .map(alert -> alert.annotation("summary", "z".repeat(290)).told())
                .toArray(RoutedAlert[]::new);
        assertThat(blocks(List.of(batch)).getLast().text().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches(
                        "• z+… \\(cut\\) \\(instance: \\d+y+… \\(cut\\); since 2026-03-02 12:00:00 UTC\\)"));
    }

    @Test
    void aDigestCountsTwentyNamesAndHowManyMoreThereAre() {
        List<RoutedAlert> batch = IntStream.range(0, 1_000)
                .mapToObj(i -> Routed.alert("😱".repeat(200) + i).told())
                .toList();
        Block counts = blocks(batch).getFirst();
        assertThat(counts.title()).isEqualTo("1000 alerts of 1000 names");
        assertThat(counts.text().lines()).hasSize(21).endsWith("and 980 more names");
        assertThat(counts.text()).hasSizeLessThanOrEqualTo(4_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 25, 100, 1_000})
    void nothingIsDropped(int count) {
        for (int groups : List.of(1, 3, count)) {
            List<RoutedAlert> batch = IntStream.range(0, count)
                    .mapToObj(i -> Routed.alert("A")
                            .label("instance", "host" + i + "x")
                            .group(Map.of("g", "g" + i % groups))
                            .told())
                    .toList();
            List<Block> blocks = blocks(batch);
            String all = blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
            assertThat(IntStream.range(0, count).filter(i -> !all.contains("host" + i + "x")))
                    .isEmpty();
            assertThat(blocks).allMatch(block -> block.text().length() <= 4_500);
        }
    }

    @Test
    void plainFormIsOneText() {
        assertThat(plain(
                        Routed.alert("A").resolvedAfter(Duration.ofMinutes(65)).told(),
                        Routed.alert("B")
                                .label("instance", "@here")
                                .annotation("summary", "@all is [down](http://x)")
                                .told()))
                .isEqualTo("""
                        🔴 [FIRING:1, RESOLVED:1] alerts of 2 groups
                        • `@\u200ball is [down](http://x)` (`instance: @\u200bhere`; since `2026-03-02 12:00:00 UTC`)
                        • ✅ Resolved: A (since `2026-03-02 12:00:00 UTC`, resolved after 1h 5m)""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "@all `a` [b](http://c) ", "😱", "#\n"})
    void plainFormOfManyIsCutBetweenLinesAndSaysSo(String summary) {
        RoutedAlert[] batch = hosts(1_000).stream()
                .map(told -> Routed.alert("HostDown")
                        .label("instance", told.alert().label("instance"))
                        .annotation("summary", summary.repeat(500))
                        .told())
                .toArray(RoutedAlert[]::new);
        String text = plain(batch);
        assertThat(text).hasSizeLessThanOrEqualTo(4_000).matches("(?s).*\nand \\d+ more alerts… \\(cut\\)");
        assertThat(text.lines().skip(1))
                .allMatch(line -> line.chars().filter(c -> c == '`').count() % 2 == 0);
        assertThat(text).doesNotContainPattern("[@#]\\p{L}");
    }

    @Test
    void plainFormOfTheLongestNamesIsWithinTheLimit() {
        String text = plain(Routed.alert("@#".repeat(2_000))
                .group(Map.of("g", "@".repeat(5_000)))
                .told());
        assertThat(text).hasSizeLessThanOrEqualTo(4_000).contains("(cut)");
    }

    @Test
    void plainFormHasTheStandardWords() {
        Template own = switch (Template.parse(
                "{% block subject %}own{% endblock %}{% block alert_title %}own{% endblock %}")) {
            case Template.Parsed.Good(Template template) -> template;
            case Template.Parsed.Bad bad -> throw new AssertionError(bad.sentence());
        };
        MessageWriter other = new MessageWriter(Severities.standard(), Untrusted::inMarkup, own, reason -> {});
        Notification notification = Notification.of(hosts(2));
        assertThat(other.write(notification).headline()).isEqualTo("🔴 [FIRING:2] own");
        assertThat(other.plain(notification)).isEqualTo(writer.plain(notification));
    }
}
