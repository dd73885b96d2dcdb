package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.Email;
import dev.tocsin.model.route.Transport.Email.Account;
import dev.tocsin.model.route.Transport.Email.Smarthost;
import dev.tocsin.notifier.mail.Envelope;
import dev.tocsin.notifier.mail.MailServer;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.pagerduty.PagerDutySender;
import dev.tocsin.notifier.rocketchat.RestConnection;
import dev.tocsin.notifier.webhook.GenericWebhookSender;
import dev.tocsin.wire.topic.Topics;
import java.io.IOException;
import java.net.URI;
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
    private static final RestConnection CHAT =
            new RestConnection(URI.create("https://chat.example"), "bot", Secret.of("token-of-the-bot"));

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
            strings = {
                "http://rocket_chat:3000/hooks/a/b",
                "ftp://chat.example/hooks/a/b",
                "chat.example",
                "http://a b",
                "https://chat.example:99999/hooks/a/b"
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

    private static Destinations reached(Transport transport) {
        return Destinations.of(
                new Policy(
                        Severities.standard(),
                        Set.of(),
                        Route.standard(),
                        List.of(new Receiver("oncall", Optional.of(transport)))),
                RocketChatSettings.ofWebhooks(Map.of("critical", Secret.of("https://chat.example/hooks/a/b"))));
    }

    @Test
    void eachTransportIsADestinationWithItsSecrets(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        Credential secret = new Credential.InFile(file.toString());
        Credential url = new Credential.Inline("https://hooks.example/a");
        Secret read = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(reached(new Transport.SlackWebhook(url)).all())
                .containsEntry("oncall", new Destination.Slack(Secret.of("https://hooks.example/a")));
        assertThat(reached(new Transport.Webhook(url, Optional.of(secret))).all())
                .containsEntry(
                        "oncall",
                        new Destination.AnyWebhook(new GenericWebhookSender.Target(
                                "oncall", Secret.of("https://hooks.example/a"), Optional.of(read))));
        assertThat(reached(new Transport.PagerDuty(secret, "https://events.example/v2/enqueue"))
                        .all())
                .containsEntry(
                        "oncall",
                        new Destination.PagerDuty(
                                new PagerDutySender.Account(URI.create("https://events.example/v2/enqueue"), read)));
        Smarthost host = new Smarthost("smtp", 587, true, Optional.of(new Account("tocsin", secret)));
        assertThat(reached(new Email(List.of("a@example.org"), "t@example.org", host))
                        .all())
                .containsEntry(
                        "oncall",
                        new Destination.Mail(
                                new MailServer("smtp", 587, Tls.STARTTLS, Optional.of(new Login("tocsin", read))),
                                new Envelope("t@example.org", List.of("a@example.org"))));
    }

    @Test
    void aSecretThatNothingCanBeSignedWithIsAProblem() {
        Destinations found = reached(new Transport.Webhook(
                new Credential.Inline("https://hooks.example/a"),
                Optional.of(new Credential.Inline("password-of-mine"))));
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("oncall", "whsec_")
                .doesNotContain("password-of-mine");
    }

    /** Nobody's password has several lines: the file is another one than was meant, or was put together wrongly. */
    @Test
    void aFileOfSeveralLinesIsAProblemThatShowsNoneOfThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "first-of-mine\nsecond-of-mine\n");
        assertThat(reached(new Transport.PagerDuty(new Credential.InFile(file.toString()), Transport.PagerDuty.EVENTS))
                        .problems())
                .singleElement()
                .asString()
                .contains("receiver oncall", file.toString(), "several lines")
                .doesNotContain("of-mine");
    }

    @Test
    void aMissingFileOfASecretIsAProblem(@TempDir Path folder) {
        Credential missing = new Credential.InFile(folder.resolve("missing").toString());
        Credential url = new Credential.Inline("https://hooks.example/a");
        Smarthost host = new Smarthost("smtp", 465, true, Optional.of(new Account("tocsin", missing)));
        for (Transport transport : List.of(
                new Transport.SlackWebhook(missing),
                new Transport.Webhook(url, Optional.of(missing)),
                new Transport.PagerDuty(missing, Transport.PagerDuty.EVENTS),
                new Email(List.of("a@example.org"), "t@example.org", host))) {
            Destinations found = reached(transport);
            assertThat(found.all()).doesNotContainKey("oncall");
            assertThat(found.problems()).singleElement().asString().contains("oncall", "can't be read");
        }
    }

    @Test
    void port465IsEncryptedFromTheStartAndOthersUnlessToldOtherwise() {
        assertThat(MailServer.tls(465, false)).isEqualTo(Tls.IMPLICIT);
        assertThat(MailServer.tls(587, true)).isEqualTo(Tls.STARTTLS);
        assertThat(MailServer.tls(25, false)).isEqualTo(Tls.NONE);
    }

    private static RocketChatSettings rest(Map<String, String> rooms, String... missing) {
        List<String> without = List.of(missing);
        return new RocketChatSettings(
                Map.of(),
                Optional.of(CHAT.url()).filter(url -> !without.contains("ROCKETCHAT_URL")),
                Optional.of(CHAT.userId()).filter(id -> !without.contains("ROCKETCHAT_USER_ID")),
                Optional.of(CHAT.token()).filter(token -> !without.contains("ROCKETCHAT_TOKEN")),
                rooms);
    }

    @Test
    void aRoomPerSeverityIsToldOverTheRestApi() {
        Destinations found = Destinations.of(Policy.standard(), rest(Map.of("critical", "#c", "info", "#i")));

        assertThat(found.problems()).isEmpty();
        assertThat(found.all())
                .containsEntry("rocketchat-critical", new Destination.Room(CHAT, "#c"))
                .containsEntry("rocketchat-warning", new Destination.Room(CHAT, "#c"))
                .containsEntry("rocketchat-info", new Destination.Room(CHAT, "#i"));
        assertThat(found.remarks())
                .containsExactly(
                        "ROCKETCHAT_ROOM_WARNING is not set: rocketchat-warning uses ROCKETCHAT_ROOM_CRITICAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROCKETCHAT_URL", "ROCKETCHAT_USER_ID", "ROCKETCHAT_TOKEN"})
    void aRoomNeedsAServerAndAnAccount(String missing) {
        assertThat(Destinations.of(Policy.standard(), rest(Map.of("critical", "#c"), missing))
                        .problems())
                .containsExactly(
                        "ROCKETCHAT_URL, ROCKETCHAT_USER_ID and ROCKETCHAT_TOKEN belong together; set " + missing);
    }

    @Test
    void aRoomIsToldInsteadOfAWebhook() {
        RocketChatSettings both = new RocketChatSettings(
                Map.of("critical", Secret.of("https://chat.example/hooks/a/b")),
                Optional.of(CHAT.url()),
                Optional.of(CHAT.userId()),
                Optional.of(CHAT.token()),
                Map.of("critical", "#c"));
        Destinations found = Destinations.of(Policy.standard(), both);

        assertThat(found.all()).containsEntry("rocketchat-critical", new Destination.Room(CHAT, "#c"));
        assertThat(found.remarks()).contains("ROCKETCHAT_ROOM_CRITICAL is told, not ROCKETCHAT_WEBHOOK_CRITICAL");
    }

    @Test
    void aFallbackNeedsAnAddress() {
        Receiver payments = new Receiver(
                "payments",
                Optional.of(new Transport.RocketChatWebhook(new Credential.Inline("https://chat.example/hooks/a/b"))),
                Optional.empty(),
                Optional.of(new Fallback("muted", Fallback.USUAL)));
        Receiver muted = new Receiver("muted", Optional.empty());
        Policy policy = new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(payments, muted));

        assertThat(Destinations.of(policy, rest(Map.of("critical", "#c"))).problems())
                .containsExactly("receiver payments: its fallback muted has no address");
    }

    @Test
    void aReceiverWithAFallbackHasTwiceTheLanes() {
        Receiver payments = new Receiver(
                "payments", Optional.empty(), Optional.empty(), Optional.of(new Fallback("ops", Fallback.USUAL)));
        Receiver ops = new Receiver("ops", Optional.empty());
        Policy policy = new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(payments, ops));

        assertThat(Destinations.lanes(policy, Set.of("ops"), new Topics(""))).isEqualTo(9);
        assertThat(Destinations.lanes(policy, Set.of("ops", "payments"), new Topics("")))
                .isEqualTo(27);
    }
}
