package dev.tocsin.model.notification;

import static dev.tocsin.model.Sample.alert;
import static dev.tocsin.model.Sample.at;
import static dev.tocsin.model.Sample.labels;
import static dev.tocsin.model.Sample.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.decision.Replay;
import dev.tocsin.model.decision.Replay.Past;
import dev.tocsin.model.decision.Replay.Present;
import dev.tocsin.model.decision.Replay.Present.State;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.NameCount;
import dev.tocsin.model.notification.Notification.Section;
import dev.tocsin.model.route.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static RoutedAlert told(String name, String pod, long seq, Reason reason) {
        return told(name, pod, seq, reason, 1);
    }

    private static RoutedAlert told(String name, String pod, long seq, Reason reason, int episode) {
        boolean ended = reason == Reason.RESOLVED;
        return new RoutedAlert(
                received(alert(labels("alertname=" + name, "pod=" + pod), at("10:00"), ended ? at("10:05") : null)),
                "critical",
                List.of("payments"),
                Group.of(Map.of("alertname", name)),
                episode,
                seq,
                reason,
                at("10:00"),
                at("10:06"));
    }

    @Test
    void hasASectionPerGroupInTheOrderOfTheirFirstAlerts() {
        RoutedAlert b1 = told("B", "1", 1, Reason.FIRING);
        RoutedAlert a1 = told("A", "1", 2, Reason.FIRING);
        RoutedAlert b2 = told("B", "2", 3, Reason.FIRING);

        Notification notification = Notification.of(List.of(b1, a1, b2));

        assertThat(notification.severity()).isEqualTo("critical");
        assertThat(notification.sections())
                .containsExactly(
                        new Section(
                                Group.of(Map.of("alertname", "B")),
                                List.of(new Line(b1, List.of()), new Line(b2, List.of()))),
                        new Section(Group.of(Map.of("alertname", "A")), List.of(new Line(a1, List.of()))));
    }

    @Test
    void tellsEachAlertOnceWithItsLastState() {
        RoutedAlert first = told("A", "1", 1, Reason.FIRING);
        RoutedAlert second = told("A", "1", 2, Reason.RESOLVED);
        RoutedAlert third = told("A", "1", 3, Reason.REFIRED, 2);

        assertThat(Notification.of(List.of(first, second, third)).lines())
                .containsExactly(new Line(third, List.of(first, second)));
    }

    @Test
    void firingOnesStandFirstAndKeepTheirOrder() {
        RoutedAlert ended1 = told("A", "1", 1, Reason.RESOLVED);
        RoutedAlert firing2 = told("A", "2", 1, Reason.FIRING);
        RoutedAlert ended3 = told("A", "3", 1, Reason.EXPIRED);
        RoutedAlert firing4 = told("A", "4", 1, Reason.REPEAT);

        Notification notification = Notification.of(List.of(ended1, firing2, ended3, firing4));

        assertThat(notification.lines().map(Line::latest)).containsExactly(firing2, firing4, ended1, ended3);
        assertThat(notification.firing()).isEqualTo(2);
        assertThat(notification.ended()).isEqualTo(2);
    }

    @Test
    void alertThatFiresAndEndsInsideIsOneLineThatSaysSo() {
        Notification notification =
                Notification.of(List.of(told("A", "1", 1, Reason.FIRING), told("A", "1", 2, Reason.RESOLVED)));

        assertThat(notification.lines()).singleElement().matches(Line::beganAndEnded);
        assertThat(notification.ended()).isEqualTo(1);
    }

    @Test
    void alertThatRefiresAndEndsInsideSaysSoToo() {
        Notification notification =
                Notification.of(List.of(told("A", "1", 4, Reason.REFIRED, 2), told("A", "1", 5, Reason.RESOLVED, 2)));

        assertThat(notification.lines()).singleElement().matches(Line::beganAndEnded);
    }

    @Test
    void repeatBeforeTheEndIsNoBeginning() {
        // Its beginning was told in an earlier message.
        Notification notification =
                Notification.of(List.of(told("A", "1", 2, Reason.REPEAT), told("A", "1", 3, Reason.RESOLVED)));

        assertThat(notification.lines()).singleElement().matches(line -> !line.beganAndEnded());
    }

    @Test
    void beginningOfAnotherEpisodeIsNotThisOnes() {
        Notification notification =
                Notification.of(List.of(told("A", "1", 1, Reason.FIRING, 1), told("A", "1", 7, Reason.RESOLVED, 3)));

        assertThat(notification.lines()).singleElement().matches(line -> !line.beganAndEnded());
    }

    @Test
    void endAloneAndFiringAloneDidNotBeginAndEnd() {
        assertThat(Notification.of(List.of(told("A", "1", 2, Reason.RESOLVED))).lines())
                .noneMatch(Line::beganAndEnded);
        assertThat(Notification.of(List.of(told("A", "1", 1, Reason.FIRING))).lines())
                .noneMatch(Line::beganAndEnded);
    }

    @Test
    void repeatOfWhatWasNeverToldAloneIsNews() {
        Notification notification = Notification.of(List.of(
                told("A", "1", 1, Reason.FIRING), told("A", "1", 2, Reason.REPEAT), told("A", "1", 3, Reason.REPEAT)));

        assertThat(notification.lines()).singleElement().returns(Reason.FIRING, Line::reason);
    }

    @Test
    void repeatOfAnEpisodeThatWasToldIsARepeat() {
        Notification notification =
                Notification.of(List.of(told("A", "1", 1, Reason.FIRING, 1), told("A", "1", 7, Reason.REPEAT, 3)));

        assertThat(notification.lines()).singleElement().returns(Reason.REPEAT, Line::reason);
    }

    @Test
    void repeatsThatWaitedAreOneLine() {
        RoutedAlert last = told("A", "1", 9, Reason.REPEAT);
        Notification notification =
                Notification.of(List.of(told("A", "1", 7, Reason.REPEAT), told("A", "1", 8, Reason.REPEAT), last));

        assertThat(notification.lines()).singleElement().returns(last, Line::latest);
        assertThat(notification.firing()).isEqualTo(1);
    }

    @Test
    void whatBeganIsMoreImportantThanRepeatsAndThoseThanEnds() {
        RoutedAlert ended = told("A", "1", 1, Reason.RESOLVED);
        RoutedAlert repeat = told("A", "2", 1, Reason.REPEAT);
        RoutedAlert refired = told("B", "3", 1, Reason.REFIRED);
        RoutedAlert expired = told("B", "4", 1, Reason.EXPIRED);
        RoutedAlert firing = told("C", "5", 1, Reason.FIRING);

        Notification notification = Notification.of(List.of(ended, repeat, refired, expired, firing));

        assertThat(notification.byImportance())
                .extracting(Line::latest)
                .containsExactly(refired, firing, repeat, ended, expired);
    }

    @Test
    void countsByNameHaveTheMostFrequentFirst() {
        Notification notification = Notification.of(List.of(
                told("C", "1", 1, Reason.FIRING),
                told("B", "1", 1, Reason.RESOLVED),
                told("B", "2", 1, Reason.EXPIRED),
                told("B", "3", 1, Reason.REPEAT),
                told("A", "1", 1, Reason.FIRING),
                told("A", "1", 2, Reason.RESOLVED)));

        assertThat(notification.countsByName())
                .containsExactly(new NameCount("B", 1, 2, 0), new NameCount("A", 0, 1, 0), new NameCount("C", 1, 0, 0));
    }

    private static RoutedAlert replayed(String id, RoutedAlert told, State now) {
        Replay replay = new Replay(
                id,
                List.of(new Past(Reason.FIRING, at("10:00"), true)),
                0,
                new Present(now, at("10:00"), 1, at("11:00")),
                List.of(),
                List.of());
        return told.again("payments", replay, at("11:00"));
    }

    @Test
    void whatIsToldAgainIsNeitherFiringNorEndedAndComesBehindAllElse() {
        RoutedAlert over = replayed("r1", told("A", "1", 1, Reason.FIRING), State.ENDED);
        RoutedAlert open = replayed("r1", told("A", "2", 1, Reason.RESOLVED), State.FIRING);
        RoutedAlert ended = told("A", "3", 1, Reason.RESOLVED);
        RoutedAlert firing = told("A", "4", 1, Reason.FIRING);

        Notification notification = Notification.of(List.of(over, open, ended, firing));

        assertThat(notification.byImportance()).extracting(Line::latest).containsExactly(firing, ended, open, over);
        assertThat(notification.countsByName()).containsExactly(new NameCount("A", 1, 1, 2));
        assertThat(notification.firing()).isEqualTo(1);
        assertThat(notification.ended()).isEqualTo(1);
        assertThat(notification.replayed()).isEqualTo(2);
        assertThat(notification.replayedAndFiring()).isEqualTo(1);
    }

    @Test
    void newsAndReplaysOfOneAlertHideNoneOfEachOther() {
        RoutedAlert news = told("A", "1", 1, Reason.FIRING);
        RoutedAlert one = replayed("r1", news, State.FIRING);
        RoutedAlert other = replayed("r2", news, State.ENDED);

        Notification notification = Notification.of(List.of(news, one, other));

        assertThat(notification.lines()).extracting(Line::latest).containsExactly(news, one, other);
        assertThat(notification.alerts()).containsExactly(news, one, other);
    }

    @Test
    void anAlertOfTwoGroupsIsOneThing() {
        RoutedAlert first = told("A", "1", 1, Reason.FIRING);
        RoutedAlert later = new RoutedAlert(
                first.received(),
                "critical",
                List.of("payments"),
                Group.of(Map.of()),
                1,
                2,
                Reason.REPEAT,
                at("10:00"),
                at("10:06"));

        assertThat(Notification.of(List.of(first, later)).alerts()).containsExactly(later);
    }

    @Test
    void refusesNoSections() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notification("critical", List.of()))
                .withMessage("sections is empty");
    }
}
