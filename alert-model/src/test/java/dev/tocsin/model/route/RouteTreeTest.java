package dev.tocsin.model.route;

import static dev.tocsin.model.Sample.goingOn;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.labelled;
import static dev.tocsin.model.Sample.route;
import static dev.tocsin.model.Sample.withoutEnds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTreeTest {
    private static final Route TREE = route(
            "default",
            List.of(),
            goingOn(route("audit", List.of("audit=\"yes\""))),
            route(
                    "payments",
                    List.of("team=payments"),
                    route("payments-test", List.of("env=test"), route("payments-load", List.of("load=~\".+\""))),
                    goingOn(route("payments-prod", List.of("env=prod"))),
                    route("payments-eu", List.of("region=~\"eu-.*\"")),
                    route("payments-rest", List.of("env!=stage"))),
            route("shop", List.of("team=~\"payments|shop\"", "env!~\"test|stage\"")),
            goingOn(route("last", List.of("team=last"))));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = ';', textBlock = """
            team=nobody                                   ; default
            team=payments env=stage                       ; payments
            team=payments env=test                        ; payments-test
            team=payments env=test load=7                 ; payments-load
            team=payments env=dev                         ; payments-rest
            team=payments                                 ; payments-rest
            team=payments env=prod                        ; payments-prod payments-rest
            team=payments env=prod region=eu-1            ; payments-prod payments-eu
            team=payments env=stage region=eu-1           ; payments-eu
            team=shop env=prod                            ; shop
            team=shop env=test                            ; default
            audit=yes                                     ; audit
            audit=yes team=shop                           ; audit shop
            audit=yes team=payments env=test load=1       ; audit payments-load
            team=last                                     ; last
            """)
    void deepestMatchesAnswerInOrder(String labels, String receivers) {
        assertThat(TREE.match(labelled(labels.split(" "))).stream().map(Route::receiver))
                .containsExactly(receivers.split(" "));
    }

    @Test
    void nodeThatDoesNotMatchAnswersNothing() {
        assertThat(route("payments", List.of("team=payments")).match(labelled("team=shop")))
                .isEmpty();
    }

    @Test
    void firstOfTwoEqualSiblingsAnswers() {
        Route tree =
                route("default", List.of(), route("one", List.of("team=a")), route("two", List.of("team=~\"a|b\"")));

        assertThat(tree.match(labelled("team=a")).stream().map(Route::receiver)).containsExactly("one");
        assertThat(tree.match(labelled("team=b")).stream().map(Route::receiver)).containsExactly("two");
    }

    @Test
    void everyMatcherMustHold() {
        Route both = route("both", List.of("team=a", "env=prod"));

        assertThat(both.match(labelled("team=a", "env=prod"))).containsExactly(both);
        assertThat(both.match(labelled("team=a"))).isEmpty();
        assertThat(both.match(labelled("env=prod"))).isEmpty();
    }

    @Test
    void childSaysItselfWhatItWouldInherit() {
        // Whoever builds the tree fills in what is inherited; a child never asks its parent.
        Route child = route("child", List.of("team=a"));
        Route tree = withoutEnds(groupedBy(route("default", List.of(), child), "job"));

        Route found = tree.match(labelled("team=a", "job=x", "alertname=A")).getFirst();

        assertThat(found.sendResolved()).isTrue();
        assertThat(found.groupOf(labelled("team=a", "job=x", "alertname=A"))).hasToString("{alertname=\"A\"}");
    }

    @Test
    void walksParentsBeforeChildren() {
        assertThat(TREE.all().map(Route::receiver))
                .containsExactly(
                        "default",
                        "audit",
                        "payments",
                        "payments-test",
                        "payments-load",
                        "payments-prod",
                        "payments-eu",
                        "payments-rest",
                        "shop",
                        "last");
    }

    @Test
    void receiverOfATreeNamesTheSeverity() {
        Severities severities = Severities.standard();

        assertThat(severities.ordered().stream().map(Route.standard()::receiverFor))
                .containsExactly("rocketchat-critical", "rocketchat-warning", "rocketchat-info");
        assertThat(route("payments", List.of()).receiverFor(severities.fallback()))
                .isEqualTo("payments");
    }

    @Test
    void groupHasTheNamedLabels() {
        Route byTwo = groupedBy(Route.standard(), "job", "alertname", "job");

        assertThat(byTwo.groupOf(labelled("alertname=A", "job=x", "pod=p")))
                .hasToString("{alertname=\"A\", job=\"x\"}");
    }

    @Test
    void groupLeavesOutALabelThatTheAlertDoesNotHave() {
        Route byTwo = groupedBy(Route.standard(), "alertname", "job");

        assertThat(byTwo.groupOf(labelled("alertname=A"))).hasToString("{alertname=\"A\"}");
        assertThat(byTwo.groupOf(labelled("pod=p"))).hasToString("{}");
    }

    @Test
    void groupByNothingIsOneGroup() {
        Route byNothing = groupedBy(Route.standard());

        assertThat(byNothing.groupOf(labelled("alertname=A")))
                .isEqualTo(byNothing.groupOf(labelled("alertname=B")))
                .hasToString("{}");
    }

    @Test
    void groupPrintsAsAlertmanagerDoes() {
        assertThat(groupedBy(Route.standard(), "path")
                        .groupOf(labelled("path=C:\\new\n\"x\""))
                        .toString())
                .isEqualTo("{path=\"C:\\\\new\\n\\\"x\\\"\"}");
    }

    @Test
    void everyLabelGoesWithNoOtherName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groupedBy(Route.standard(), "...", "job"))
                .withMessage("group_by has ... and other labels");
    }

    @Test
    void keepsItsListsWhenTheCallersChange() {
        List<String> mine = new ArrayList<>(List.of("job"));
        Route route = new Route(List.of(), "default", mine, true, false, List.of());
        mine.clear();

        assertThat(route.groupBy()).containsExactly("job");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> route.routes().clear());
    }
}
