package dev.tocsin.history.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.audit.Breach.Kind;
import dev.tocsin.history.audit.Source.Written;
import dev.tocsin.model.delivery.Place;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterBooksTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private final Source source = new Source(policy());

    /** To ops and, in another group, to a room; what mutes begins with mute. */
    private static Policy policy() {
        Route mute =
                new Route(List.of(Matcher.parse("instance=~\"mute.*\"")), "null", List.of(), true, false, List.of());
        Route room = new Route(List.of(), "room", List.of("instance"), true, true, List.of());
        Route ops = new Route(List.of(), "ops", List.of("alertname"), true, false, List.of());
        return new Policy(
                Severities.standard(),
                Set.of(),
                new Route(List.of(), "ops", List.of("alertname"), true, false, List.of(mute, room, ops)),
                List.of(
                        new Receiver("ops", Optional.of(new Transport.RocketChatFromEnvironment("critical"))),
                        new Receiver("room", Optional.of(new Transport.RocketChatFromEnvironment("critical"))),
                        new Receiver("null", Optional.empty())));
    }

    private RouterBooks all() {
        return source.books(0, DAY, true);
    }

    @Test
    void everyRecordIsCountedOnce() {
        source.firing("a", 0, 0)
                .firing("a", 60, 0)
                .resolved("a", 120, 0, 110)
                .resolved("a", 180, 0, 110)
                .firing("a", 150, 0)
                .resolved("b", 200, 0, 190)
                .firing("mute", 210, 210)
                .firing("mute", 220, 210)
                .firing("c", 230, 230)
                .rejected()
                .firing("a", 300, 299)
                .routerStops()
                .firing("d", 400, 400);
        RouterBooks books = all();
        assertThat(books.sums()).isEqualTo(new Routed(11, 3, 2, 1, 1, 3, 1, 0, 0));
        assertThat(books.sums().broken()).isZero();
        assertThat(books.breaches()).isEmpty();
        assertThat(source.tellings).as("in two groups each").hasSize(6);
    }

    @Test
    void namesWhatWasNewsAndNeverRouted() {
        source.firing("a", 0, 0)
                .resolved("a", 120, 0, 110)
                .firing("b", 130, 130)
                .firing("b", 140, 130);
        source.tellings.removeIf(each -> each.routed().identity().equals(Source.identity("b")));
        RouterBooks books = all();
        assertThat(books.sums()).isEqualTo(new Routed(4, 1, 0, 0, 0, 2, 0, 0, 0));
        assertThat(books.sums().broken()).isEqualTo(1);
        assertThat(books.breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.kind()).isEqualTo(Kind.NEVER_ROUTED);
            assertThat(breach.alert()).isEqualTo("HostDown");
            assertThat(breach.identity()).isEqualTo(Source.identity("b"));
            assertThat(breach.place()).isEqualTo(new Place("alerts.received", 1, 2));
            assertThat(breach.at()).isEqualTo(Source.at(130));
            assertThat(breach.note()).isEqualTo("by the rules as of now it is told as firing");
        });
    }

    @Test
    void namesWhatWasRoutedAndNeverAccepted() {
        source.firing("a", 600, 600).firing("b", 660, 660);
        source.accepted.removeLast();
        assertThat(all().breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.kind()).isEqualTo(Kind.NEVER_RECEIVED);
            assertThat(breach.identity()).isEqualTo(Source.identity("b"));
            assertThat(breach.seq()).isEqualTo(Source.at(660).toEpochMilli());
            assertThat(breach.place()).isEqualTo(new Place("alerts.critical", 0, 102));
        });
        assertThat(all().sums().broken()).as("one record for each group").isEqualTo(2);
        assertThat(source.books(0, DAY, false).breaches())
                .as("it came long after the beginning")
                .hasSize(1);
        assertThat(source.books(590, DAY, false).breaches())
                .as("it may have come before the beginning")
                .isEmpty();
        assertThat(source.books(0, 660, true).breaches())
                .as("it is none of the window")
                .isEmpty();
    }

    @Test
    void whatLiesBeforeTheWindowIsNotKnown() {
        source.firing("a", 0, 0).firing("a", 600, 0).firing("a", 660, 0).resolved("b", 700, 0, 690);
        RouterBooks books = source.books(500, DAY, false);
        assertThat(books.sums()).as("a still stands as it was told").isEqualTo(new Routed(3, 2, 0, 0, 0, 0, 0, 1, 0));
        source.resolved("a", 720, 0, 710).firing("a", 800, 799);
        RouterBooks later = source.books(500, DAY, false);
        assertThat(later.sums())
                .as("what stands now says nothing of what was then")
                .isEqualTo(new Routed(5, 0, 0, 0, 0, 2, 0, 3, 0));
        assertThat(later.breaches()).isEmpty();
        source.tellings.removeIf(each -> each.at().isAfter(Source.at(790)));
        assertThat(source.books(500, DAY, false).breaches())
                .as("after the end that was told")
                .singleElement()
                .satisfies(breach -> assertThat(breach.note()).endsWith("told as firing again"));
    }

    /** Told at 0, and again from 27 min on, by the router's clock. */
    @Test
    void aRepeatMayComeALittleLater() {
        source.firing("a", 0, 0).firing("a", 27 * 60 + 30, 0).firing("a", 50 * 60, 0);
        source.tellings.removeIf(each -> each.at().isAfter(Source.at(60)));
        source.accepted.removeLast();
        assertThat(all().sums()).isEqualTo(new Routed(2, 1, 0, 0, 0, 1, 0, 0, 0));
        source.firing("a", 45 * 60, 0);
        source.tellings.removeIf(each -> each.at().isAfter(Source.at(60)));
        assertThat(all().breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.note()).endsWith("told as a repeat"));
    }

    @Test
    void whatATimerToldWasNotAccepted() {
        source.firing("a", 0, 0).expires("a", 8 * DAY).firing("a", 8 * DAY + 60, 0);
        RouterBooks books = source.books(0, 9 * DAY, true);
        assertThat(books.sums()).isEqualTo(new Routed(2, 0, 0, 0, 0, 2, 0, 0, 0));
        assertThat(books.breaches()).isEmpty();
        source.tellings.removeIf(each -> each.at().isAfter(Source.at(8 * DAY)));
        assertThat(source.books(0, 9 * DAY, true).breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.note()).endsWith("told as firing"));
    }

    @Test
    void whatWasAcceptedBeforeTheEndMayBeRoutedBehindIt() {
        source.firing("a", 0, 0);
        Written late = source.tellings.removeFirst();
        source.tellings.addFirst(new Written(late.routed(), late.place(), Source.at(5_000)));
        assertThat(source.books(0, 100, true).sums()).isEqualTo(new Routed(1, 0, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void whatCannotBeReadIsAsItShouldBeWhenItWasRejected() {
        RouterBooks books = source.firing("a", 0, 0).rejected().routerStops().books(0, DAY, true);
        assertThat(books.unreadable(new Place("alerts.received", 1, 0), Source.at(0)))
                .isTrue();
        assertThat(books.unreadable(new Place("alerts.received", 1, 9), Source.at(1)))
                .as("it is going to be rejected")
                .isTrue();
        assertThat(books.unreadable(new Place("alerts.received", 2, 0), Source.at(2)))
                .isFalse();
        assertThat(books.sums()).isEqualTo(new Routed(4, 0, 0, 0, 2, 0, 1, 1, 0));
    }
}
