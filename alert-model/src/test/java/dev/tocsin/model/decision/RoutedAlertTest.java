package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.goingOn;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.mute;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.posting;
import static dev.tocsin.model.Sample.resolved;
import static dev.tocsin.model.Sample.route;
import static dev.tocsin.model.Sample.withoutEnds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.decision.Decision.Expired;
import dev.tocsin.model.decision.Decision.News;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutedAlertTest {
    private static final Policy THREE = policy(
            route(
                    "rest",
                    List.of(),
                    goingOn(route("a", List.of())),
                    goingOn(groupedBy(route("b", List.of()), "team")),
                    goingOn(withoutEnds(route("c", List.of())))),
            "rest",
            "a",
            "b",
            "c");

    private static Policy muting(Route root) {
        return new Policy(Severities.standard(), Set.of(), root, List.of(mute("null"), posting("a")));
    }

    @Test
    void oneRecordPerGroup() {
        News news = (News) new Story(THREE).hears(firing("10:00", "10:01"), at("10:02"));

        List<RoutedAlert> records = RoutedAlert.of(news, THREE);

        assertThat(records.stream().map(RoutedAlert::receivers)).containsExactly(List.of("a", "c"), List.of("b"));
        assertThat(records.stream().map(record -> record.group().toString()))
                .containsExactly("{alertname=\"CaptchaServiceDown\"}", "{team=\"payments\"}");
    }

    @Test
    void recordSaysAllThatAReceiverMustKnow() {
        Story story = new Story(THREE);
        story.hears(firing("10:00", "10:01"));
        News news = (News) story.hears(resolved("09:58", "10:05", "10:06"), at("10:07"));

        RoutedAlert record = RoutedAlert.of(news, THREE).getFirst();

        assertThat(record.received()).isEqualTo(news.next().received());
        assertThat(record.identity()).isEqualTo(news.next().identity());
        assertThat(record.alert().firing()).isFalse();
        assertThat(record.severity()).isEqualTo("critical");
        assertThat(record.episode()).isEqualTo(1);
        assertThat(record.seq()).isEqualTo(at("10:01").toEpochMilli() + 1);
        assertThat(record.reason()).isEqualTo(Reason.RESOLVED);
        assertThat(record.since()).isEqualTo(at("09:58"));
        assertThat(record.routedAt()).isEqualTo(at("10:07"));
        assertThat(record.firing()).isFalse();
    }

    @Test
    void endIsNotToldToThoseWhoDontWantIt() {
        Story story = new Story(THREE);
        story.hears(firing("10:00", "10:01"));
        News news = (News) story.hears(resolved("10:00", "10:05", "10:06"));

        assertThat(RoutedAlert.of(news, THREE).stream().map(RoutedAlert::receivers))
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void expiryIsAnEnd() {
        Story story = new Story(THREE);
        story.hears(firing("10:00", "10:01"));
        Expired news = (Expired) story.waitsUntil(story.dueAt());

        List<RoutedAlert> records = RoutedAlert.of(news, THREE);

        assertThat(records.stream().map(RoutedAlert::receivers)).containsExactly(List.of("a"), List.of("b"));
        assertThat(records).allSatisfy(record -> {
            assertThat(record.firing()).isFalse();
            assertThat(record.alert().firing()).isTrue();
        });
    }

    @Test
    void refiredAndRepeatedAreToldToThoseWhoWantNoEnds() {
        Story story = new Story(THREE);
        story.hears(firing("10:00", "10:01"));
        News repeat = (News) story.hears(firing("10:00", "10:31"));
        News refired = (News) story.hears(firing("11:00", "11:01"));

        assertThat(RoutedAlert.of(repeat, THREE).getFirst().receivers()).containsExactly("a", "c");
        assertThat(RoutedAlert.of(repeat, THREE).getFirst().firing()).isTrue();
        assertThat(RoutedAlert.of(refired, THREE).getFirst().receivers()).containsExactly("a", "c");
        assertThat(RoutedAlert.of(refired, THREE).getFirst().firing()).isTrue();
    }

    @Test
    void receiverThatWantsNoEndsAloneGetsNoRecord() {
        Policy policy = policy(withoutEnds(route("a", List.of())), "a");
        Story story = new Story(policy);
        story.hears(firing("10:00", "10:01"));

        assertThat(RoutedAlert.of((News) story.hears(resolved("10:00", "10:05", "10:06")), policy))
                .isEmpty();
    }

    @Test
    void receiverWithoutATransportIsMute() {
        Policy policy = muting(route("null", List.of()));

        assertThat(RoutedAlert.of((News) new Story(policy).hears(firing("10:00", "10:01")), policy))
                .isEmpty();
    }

    @Test
    void muteReceiverDoesNotMuteTheOthersOfItsGroup() {
        Policy policy = muting(route("a", List.of(), goingOn(route("null", List.of())), route("a", List.of())));

        assertThat(RoutedAlert.of((News) new Story(policy).hears(firing("10:00", "10:01")), policy).stream()
                        .map(RoutedAlert::receivers))
                .containsExactly(List.of("a"));
    }

    @Test
    void refusesARecordForNobody() {
        News news = (News) new Story(THREE).hears(firing("10:00", "10:01"));
        RoutedAlert record = RoutedAlert.of(news, THREE).getFirst();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutedAlert(
                        record.received(),
                        record.severity(),
                        List.of(),
                        record.group(),
                        record.episode(),
                        record.seq(),
                        record.reason(),
                        record.since(),
                        record.routedAt()))
                .withMessage("receivers is empty");
    }
}
