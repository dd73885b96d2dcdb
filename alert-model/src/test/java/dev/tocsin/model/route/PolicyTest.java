package dev.tocsin.model.route;

import static dev.tocsin.model.Sample.labelled;
import static dev.tocsin.model.Sample.mute;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.posting;
import static dev.tocsin.model.Sample.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.route.Addresses.To;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @Test
    void standardSendsEachSeverityToItsBuiltInReceiver() {
        Addresses addresses = Policy.standard().addresses(labelled("alertname=A", "severity=page"));

        assertThat(addresses.severity()).isEqualTo("critical");
        assertThat(addresses.receivers()).containsExactly(new To("rocketchat-critical", true));
        assertThat(addresses.byGroup().getFirst().group()).hasToString("{alertname=\"A\"}");
    }

    @Test
    void hasOneBuiltInReceiverPerSeverityBehindItsOwn() {
        assertThat(policy(Route.standard(), "payments").receivers().stream().map(Receiver::name))
                .containsExactly("payments", "rocketchat-critical", "rocketchat-warning", "rocketchat-info");
        assertThat(Policy.standard().receiver("rocketchat-info").flatMap(Receiver::transport))
                .contains(new Transport.RocketChatFromEnvironment("info"));
    }

    @Test
    void ownReceiverReplacesTheBuiltInOne() {
        Policy policy = new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(mute("rocketchat-info")));

        assertThat(policy.receiver("rocketchat-info")).contains(mute("rocketchat-info"));
        assertThat(policy.receivers()).hasSize(3);
    }

    @Test
    void copyOfItsOwnReceiversIsTheSamePolicy() {
        Policy policy = policy(Route.standard(), "payments");

        assertThat(new Policy(policy.severities(), policy.ignoreLabels(), policy.route(), policy.receivers()))
                .isEqualTo(policy);
    }

    @Test
    void refusesARouteToNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(route("default", List.of(), route("nobody", List.of("a=b"))), "default"))
                .withMessage("a route names the receiver nobody, which is not defined");
    }

    @Test
    void refusesARouteWhoseReceiverIsMissingForOneSeverity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(route("mail-{severity}", List.of()), "mail-critical", "mail-warning"))
                .withMessage("a route names the receiver mail-info, which is not defined");
    }

    @Test
    void refusesTwoReceiversOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(Route.standard(), "payments", "payments"))
                .withMessage("two receivers have the same name");
    }

    @Test
    void refusesARootThatSomeAlertDoesNotMatch() {
        // Such an alert would be told to nobody, and nobody would know.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(route("payments", List.of("team=payments")), "payments"))
                .withMessage("the root route has matchers; it must match every alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a b", "a/b", "-a", "{severity}", "\u00e4"})
    void refusesAReceiverWhoseNameCannotBePartOfAGroup(String name) {
        assertThat(Receiver.isName(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Receiver(name, Optional.empty()))
                .withMessage("not a receiver name: " + name);
    }

    @Test
    void neverPrintsTheAddressOfAWebhook() {
        Receiver receiver = new Receiver(
                "payments",
                Optional.of(
                        new Transport.RocketChatWebhook(new Credential.Inline("https://chat.example/hooks/1/secret"))));

        assertThat(receiver.toString()).doesNotContain("secret");
        assertThat(posting("payments").toString()).contains("payments");
    }
}
