package dev.tocsin.history.audit;

import static dev.tocsin.history.audit.Desk.at;
import static dev.tocsin.history.audit.Desk.elsewhere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.delivery.DeliveryEntry.End;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiverBooksTest {
    private final Desk desk = new Desk();

    @Test
    void everyTellingIsCountedOnceForEachReceiver() {
        desk.told("a", 1, at(100), "ops", "payments")
                .ended("ops", "a", 1, at(100), End.SUPERSEDED)
                .ended("payments", "a", 1, at(100), End.DELIVERED)
                .told("a", 2, at(101), "ops", "payments")
                .ended("ops", "a", 2, at(101), End.DELIVERED)
                .ended("payments", "a", 2, at(101), End.DELIVERED)
                .told("b", 1, at(110), "ops")
                .ended("ops", "b", 1, at(110), End.PARKED)
                .standsParked("ops", "b", 1, at(110))
                .told("c", 1, at(120), "ops")
                .ended("ops", "c", 1, at(120), End.PARKED)
                .ended("ops", "c", 1, at(120), End.DISCARDED)
                .told("d", 1, at(190), "ops");
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 5, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0));
        assertThat(desk.row("payments")).isEqualTo(new Told("payments", true, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(desk.broken()).isEmpty();
    }

    @Test
    void repeatsChangeNothing() {
        desk.told("a", 1, at(100), "ops")
                .told("a", 2, at(101), "ops")
                .ended("ops", "a", 1, at(100), End.SUPERSEDED)
                .ended("ops", "a", 2, at(101), End.DELIVERED)
                .ended("ops", "a", 1, at(100), End.SUPERSEDED);
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(desk.broken()).isEmpty();
    }

    @Test
    void namesWhatWasPassedWithoutAWord() {
        desk.told("a", 1, at(179), "ops").told("b", 1, at(180), "ops");
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0));
        assertThat(desk.row("ops").broken()).isEqualTo(1);
        assertThat(desk.books().breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.alert()).isEqualTo("HostDown"));
        assertThat(desk.broken()).containsExactly("UNACCOUNTED ops 1 @179: firing");
    }

    @Test
    void aReceiverWithoutAGroupHasPassedNothing() {
        desk.told("a", 1, at(100), "gone");
        assertThat(desk.row("gone")).isEqualTo(new Told("gone", false, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0));
        assertThat(desk.broken()).isEmpty();
    }

    @Test
    void namesEntriesOfWhatIsNotThere() {
        desk.told("a", 1, at(100), "ops")
                .ended("ops", "a", 1, at(100), End.DELIVERED)
                .ended("ops", "a", 3, at(130), End.DELIVERED)
                .ended("room", "a", 4, elsewhere(130), End.PARKED)
                .ended("ops", "b", 1, at(99), End.DELIVERED);
        assertThat(desk.broken())
                .containsExactlyInAnyOrder(
                        "NO_SUCH_TELLING ops 3 @130: delivered", "NO_SUCH_TELLING room 4 @130: parked");
        assertThat(desk.row("ops").broken()).isEqualTo(1);
    }

    @Test
    void namesEntriesOfAnotherTelling() {
        desk.told("a", 3, at(100), "ops").ended("ops", "a", 1, at(100), End.DELIVERED);
        assertThat(desk.broken())
                .as("nothing is said of the one that is there")
                .containsExactly("UNACCOUNTED ops 3 @100: firing", "NO_SUCH_TELLING ops 1 @100: delivered");
        Desk both = new Desk()
                .told("a", 3, at(100), "ops")
                .ended("ops", "a", 1, at(100), End.DELIVERED)
                .ended("ops", "a", 3, at(100), End.DELIVERED);
        assertThat(both.broken()).containsExactly("NO_SUCH_TELLING ops 1 @100: delivered");
    }

    @Test
    void whatStandsWhereAReplayWroteIsNoneOfOurs() {
        desk.excused(at(130)).ended("ops", "a", 3, at(130), End.DELIVERED);
        assertThat(desk.broken()).isEmpty();
    }

    @Test
    void namesWhatNothingSuperseded() {
        desk.told("a", 1, at(100), "ops")
                .told("a", 2, at(101), "ops")
                .ended("ops", "a", 1, at(100), End.SUPERSEDED, "one", "")
                .ended("ops", "a", 2, at(101), End.DELIVERED, "other", "");
        assertThat(desk.broken()).containsExactly("SUPERSEDED_BY_NOTHING ops 1 @100: message one");
        assertThat(desk.row("ops").broken()).isEqualTo(1);
        assertThat(new Desk()
                        .told("a", 1, at(190), "ops")
                        .ended("ops", "a", 1, at(190), End.SUPERSEDED)
                        .broken())
                .as("it is not passed: the rest may come yet")
                .isEmpty();
    }

    @Test
    void whatSupersedesMayStandBehindTheWindow() {
        desk.told("a", 1, at(179), "ops")
                .ended("ops", "a", 1, at(179), End.SUPERSEDED)
                .ended("ops", "a", 2, at(200), End.DELIVERED);
        assertThat(desk.broken()).isEmpty();
    }

    @Test
    void namesWhatIsParkedNowhere() {
        desk.told("a", 1, at(100), "ops")
                .ended("ops", "a", 1, at(100), End.PARKED, "message", "400 no")
                .standsParked("ops", "a", 1, at(100))
                .unparked("ops", "a", 1);
        assertThat(desk.broken()).containsExactly("PARKED_NOWHERE ops 1 @100: 400 no");
        assertThat(desk.row("ops").parked()).isEqualTo(1);
        desk.replayed("ops", "a", at(100), 100);
        assertThat(desk.broken()).as("it was told later").isEmpty();
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatAFallbackWasToldStandsUnderItsName() {
        desk.told("a", 1, at(100), "ops")
                .ended("mail", "a", 1, at(100), End.DELIVERED)
                .ended("ops", "a", 1, at(100), End.DELIVERED);
        assertThat(desk.row("mail")).isEqualTo(new Told("mail", false, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(desk.broken()).isEmpty();
        desk.told("b", 1, at(101), "ops")
                .ended("ops", "b", 1, at(101), End.DELIVERED)
                .ended("mail", "b", 1, at(101), End.SUPERSEDED);
        assertThat(desk.broken()).containsExactly("SUPERSEDED_BY_NOTHING mail 1 @101: message message");
    }

    @Test
    void namesWhatWasToldAfterWhatHappenedLater() {
        desk.told("a", 1, at(100), "ops")
                .told("a", 2, elsewhere(100), "ops")
                .ended("ops", "a", 2, elsewhere(100), End.DELIVERED)
                .ended("ops", "a", 1, at(100), End.DELIVERED)
                .ended("ops", "a", 2, elsewhere(100), End.DELIVERED);
        assertThat(desk.broken()).containsExactly("OUT_OF_ORDER ops 1 @100: firing, delivered after resolved (2)");
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        assertThat(desk.row("ops").broken()).as("its numbers add up").isZero();
    }

    /** Across a change of route order holds within an episode alone. */
    @Test
    void orderHoldsWithinAnEpisode() {
        desk.told("a", 8, at(100), "ops")
                .told("a", 11, elsewhere(100), "ops")
                .ended("ops", "a", 11, elsewhere(100), End.DELIVERED)
                .ended("ops", "a", 8, at(100), End.DELIVERED);
        assertThat(desk.broken()).isEmpty();
        desk.told("a", 7, at(101), "ops").ended("ops", "a", 7, at(101), End.DELIVERED);
        assertThat(desk.broken())
                .as("compared with its own episode, whatever came between")
                .containsExactly("OUT_OF_ORDER ops 7 @101: firing, delivered after resolved (8)");
    }

    @Test
    void whatAReplayToldIsAccountedForAndNoneOfTheOrder() {
        desk.told("a", 1, at(100), "ops")
                .told("b", 3, at(101), "ops")
                .told("a", 2, at(102), "ops")
                .told("a", 3, at(103), "ops")
                .ended("ops", "a", 3, at(103), End.DELIVERED)
                .replayed("ops", "a", at(102), 90);
        assertThat(desk.broken()).containsExactly("UNACCOUNTED ops 3 @101: firing");
        assertThat(desk.row("ops")).isEqualTo(new Told("ops", true, 4, 1, 0, 0, 0, 2, 0, 1, 0, 0, 0));
    }

    @Test
    void numbersMayBeAsLargeAsAClock() {
        long first = 1_764_000_000_004L / 10 * 10;
        LongStream.of(0, 9, 4)
                .forEach(i -> desk.told("a", first + i, at(100 + i), "ops")
                        .ended("ops", "a", first + i, at(100 + i), End.DELIVERED));
        assertThat(desk.broken())
                .containsExactly("OUT_OF_ORDER ops " + (first + 4) + " @104: resolved, delivered after firing ("
                        + (first + 9) + ")");
    }
}
