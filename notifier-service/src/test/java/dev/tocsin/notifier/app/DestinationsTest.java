package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    /** Hooks for these severities; each says whose it is. */
    private static Destinations destinations(List<String> severities) {
        return Destinations.of(
                Policy.standard(),
                RocketChatSettings.ofWebhooks(
                        severities.stream().collect(Collectors.toMap(Function.identity(), Secret::of))));
    }

    @ParameterizedTest(name = "with {0}: critical uses {1}, warning {2}, info {3}")
    @CsvSource({
        "critical warning info, critical, warning, info",
        "critical, critical, critical, critical",
        "warning, warning, warning, warning",
        "info, info, info, info",
        "critical info, critical, critical, info",
        "warning info, warning, warning, info",
    })
    void aSeverityWithoutAHookUsesTheNextMoreUrgentElseTheNextLessUrgent(
            String given, String critical, String warning, String info) {
        Map<String, Destination> found = destinations(List.of(given.split(" "))).all();

        assertThat(found).hasSize(3);
        assertThat(found.get("rocketchat-critical")).isEqualTo(new Destination.Webhook(Secret.of(critical)));
        assertThat(found.get("rocketchat-warning")).isEqualTo(new Destination.Webhook(Secret.of(warning)));
        assertThat(found.get("rocketchat-info")).isEqualTo(new Destination.Webhook(Secret.of(info)));
    }

    @Test
    void saysWhichSeverityUsesWhoseHook() {
        assertThat(destinations(List.of("critical", "info")).remarks())
                .containsExactly(
                        "ROCKETCHAT_WEBHOOK_WARNING is not set: rocketchat-warning uses ROCKETCHAT_WEBHOOK_CRITICAL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://rocket_chat:3000/hooks/a/b", "ftp://chat.example/hooks/a/b", "chat.example", "http://a b"
            })
    void refusesAFileThatHoldsNoAddressThatCanBePostedTo(String address, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hook"), address);
        Receiver receiver = new Receiver(
                "oncall", Optional.of(new Transport.RocketChatWebhook(new Credential.InFile(file.toString()))));

        Destinations found = Destinations.of(
                new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(receiver)),
                RocketChatSettings.ofWebhooks(Map.of("critical", Secret.of("https://chat.example/hooks/a/b"))));

        assertThat(found.all()).doesNotContainKey("oncall");
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains(file.toString())
                .doesNotContain(address);
    }

    @Test
    void refusesAHookForASeverityThatDoesNotExistAndNoHooksAtAll() {
        assertThat(destinations(List.of("critical", "disaster")).problems())
                .singleElement()
                .asString()
                .startsWith("ROCKETCHAT_WEBHOOK_DISASTER: there is no severity disaster");
        assertThat(destinations(List.of()).problems())
                .anyMatch(problem -> problem.contains("ROCKETCHAT_WEBHOOK_CRITICAL"));
    }
}
