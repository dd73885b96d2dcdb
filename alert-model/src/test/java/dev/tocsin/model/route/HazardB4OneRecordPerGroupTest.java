package dev.tocsin.model.route;

import static dev.tocsin.model.Sample.goingOn;
import static dev.tocsin.model.Sample.groupedBy;
import static dev.tocsin.model.Sample.labelled;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.route;
import static dev.tocsin.model.Sample.withoutEnds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.route.Addresses.Address;
import dev.tocsin.model.route.Addresses.To;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HazardB4OneRecordPerGroupTest {
    private static final Alert ALERT = labelled("alertname=A", "job=x", "severity=critical");
    private static final Group BY_NAME = Group.of(Map.of("alertname", "A"));
    private static final Group BY_JOB = Group.of(Map.of("job", "x"));

    @Test
    void receiversOfOneGroupTravelTogether() {
        Policy policy = policy(
                route("c", List.of(), goingOn(route("a", List.of())), goingOn(route("b", List.of()))), "a", "b", "c");

        assertThat(policy.addresses(ALERT))
                .isEqualTo(new Addresses(
                        "critical", List.of(new Address(BY_NAME, List.of(new To("a", true), new To("b", true))))));
    }

    @Test
    void eachGroupHasItsOwnRecord() {
        Policy policy = policy(
                route(
                        "c",
                        List.of(),
                        goingOn(route("a", List.of())),
                        goingOn(groupedBy(route("b", List.of()), "job")),
                        goingOn(route("c", List.of()))),
                "a",
                "b",
                "c");

        assertThat(policy.addresses(ALERT).byGroup())
                .containsExactly(
                        new Address(BY_NAME, List.of(new To("a", true), new To("c", true))),
                        new Address(BY_JOB, List.of(new To("b", true))));
    }

    @Test
    void differentNamesForTheSameLabelsAreOneGroup() {
        Policy policy = policy(
                route(
                        "c",
                        List.of(),
                        goingOn(groupedBy(route("a", List.of()), "alertname", "pod")),
                        goingOn(groupedBy(route("b", List.of()), "alertname"))),
                "a",
                "b",
                "c");

        assertThat(policy.addresses(ALERT).byGroup())
                .containsExactly(new Address(BY_NAME, List.of(new To("a", true), new To("b", true))));
    }

    @Test
    void receiverThatTwoRoutesReachIsAddressedOnceByTheFirst() {
        Policy policy = policy(
                route(
                        "c",
                        List.of(),
                        goingOn(withoutEnds(route("a", List.of()))),
                        goingOn(groupedBy(route("a", List.of()), "job"))),
                "a",
                "c");

        assertThat(policy.addresses(ALERT).byGroup())
                .containsExactly(new Address(BY_NAME, List.of(new To("a", false))));
    }

    @Test
    void receiverThatTwoSpellingsReachIsAddressedOnce() {
        Policy policy = policy(
                route(
                        "c",
                        List.of(),
                        goingOn(route("rocketchat-{severity}", List.of())),
                        route("rocketchat-critical", List.of())),
                "c");

        assertThat(policy.addresses(ALERT).receivers().map(To::receiver)).containsExactly("rocketchat-critical");
    }
}
