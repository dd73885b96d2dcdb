package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.simulator.Fault;
import dev.tocsin.simulator.FaultRule;
import dev.tocsin.simulator.Hook;
import dev.tocsin.simulator.RocketChatProfile;
import dev.tocsin.simulator.RocketChatProfile.BadToken;
import dev.tocsin.simulator.RocketChatSimulator;
import dev.tocsin.simulator.RoomFlag;
import dev.tocsin.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP, against a Rocket.Chat that misbehaves when asked to. */
class WebhookSenderIT {
    private static final String CHANNEL = "#alerts-critical";
    private static final Clock CLOCK = Clock.systemUTC();
    private static RocketChatSimulator chat;
    private static Hook hook;

    private final HttpClient http = HttpCaller.client();
    private WebhookSender sender;

    @BeforeAll
    static void start() {
        chat = new RocketChatSimulator(SimulatorConfig.defaults(CLOCK)).start();
        hook = chat.hook(CHANNEL);
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void make() {
        sender = sender(chat.webhookUrl(CHANNEL));
    }

    @AfterEach
    void mend() {
        http.shutdownNow();
        chat.clear();
        chat.putHook(hook);
        chat.changeProfile(profile -> RocketChatProfile.v8());
        for (RoomFlag flag : RoomFlag.values()) {
            chat.flag(CHANNEL, flag, false);
        }
    }

    private WebhookSender sender(String url) {
        return new WebhookSender(
                new HttpCaller(http),
                Secret.of(url),
                new MessageWriter(Severities.standard(), Untrusted::inMarkup),
                new Limiter(),
                CLOCK);
    }

    private Outcome send(RoutedAlert... batch) {
        return sender.send(Attempts.first(batch));
    }

    private Outcome sendDuring(Fault fault) {
        chat.faults().set(FaultRule.always(fault));
        Outcome outcome = send(Routed.firing("a"));
        assertThat(outcome.toString()).doesNotContain(hook.token()).doesNotContain(hook.id());
        return outcome;
    }

    private static void isRetryable(Outcome outcome, Fate fate) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retryable.class,
                        retry -> assertThat(retry.fate()).isEqualTo(fate));
    }

    private static void isSuspended(Outcome outcome, String reason, Fate fate) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Suspended.class, suspended -> {
            assertThat(suspended.reason()).contains(reason);
            assertThat(suspended.fate()).isEqualTo(fate);
        });
    }

    @Test
    void aMessageArrives() {
        assertThat(send(Routed.firing("a"))).isEqualTo(new Outcome.Delivered(""));
        ChatMessage message = chat.messages().getFirst();
        assertThat(message.channel()).isEqualTo(CHANNEL);
        assertThat(message.text()).isEqualTo("🔴 [FIRING:1] HostDown");
        assertThat(message.attachments().getFirst().text()).contains("instance: a");
    }

    @Test
    void aFullMessageIsTaken() {
        RoutedAlert[] batch = IntStream.range(0, 400)
                .mapToObj(i -> Routed.firing("@all".repeat(60) + i))
                .toArray(RoutedAlert[]::new);
        assertThat(send(batch)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aNameThatPingsEverybodyIsTakenFromABotThatMayNot() {
        assertThat(send(Routed.alert("@all").label("instance", "@here").told())).isInstanceOf(Outcome.Delivered.class);
        chat.changeProfile(profile -> RocketChatProfile.v7());
        assertThat(send(Routed.alert("\n@all").told())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aProbeArrivesWithoutAForeignWord() {
        assertThat(sender.probe()).isInstanceOf(Outcome.Delivered.class);
        assertThat(chat.messages().getFirst().text())
                .isEqualTo("Tocsin is checking whether this channel takes messages.");
    }

    /** Else what keeps every alert out, a rule about attachments say, would let the probe pass and park them all. */
    @Test
    void aProbeHasEveryPartThatAnAlertHas() {
        sender.probe();
        assertThat(chat.messages().getFirst().json())
                .contains("\"title\"", "\"title_link\"", "\"text\"", "\"actions\"", "\"mrkdwn_in\"", "\"color\"");
    }

    @Test
    void aServerErrorMayHaveStored() {
        isRetryable(sendDuring(new Fault.Status(500, "Internal Server Error")), Fate.UNKNOWN);
    }

    @Test
    void aLimitedCallerComesBackWhenToldTo() {
        Outcome outcome = sendDuring(new Fault.TooManyRequests(Duration.ofSeconds(42)));
        isRetryable(outcome, Fate.NOT_STORED);
        assertThat(((Outcome.Retryable) outcome).notBefore())
                .isBetween(CLOCK.instant().plusSeconds(35), CLOCK.instant().plusSeconds(43));
    }

    @Test
    void aServerThatHangsIsLeftInTime() {
        Instant begun = CLOCK.instant();
        isRetryable(sendDuring(new Fault.Hang(null)), Fate.UNKNOWN);
        assertThat(Duration.between(begun, CLOCK.instant())).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void aBrokenConnectionMayHaveStored() {
        isRetryable(sendDuring(new Fault.Reset()), Fate.UNKNOWN);
        assertThat(chat.messages()).isEmpty();
    }

    @Test
    void aLostAnswerMayHaveStored() {
        isRetryable(sendDuring(new Fault.StoredButLost(new Fault.Reset())), Fate.UNKNOWN);
        assertThat(chat.messages()).as("calls %s", chat.requests()).hasSize(1);
    }

    @Test
    void aPageOfHtmlIsNoSuccess() {
        isRetryable(sendDuring(new Fault.Html()), Fate.UNKNOWN);
        isRetryable(sendDuring(new Fault.SuccessFalse("no")), Fate.UNKNOWN);
    }

    @Test
    void aDisabledWebhookSuspendsAtTheThirdAnswerInARow() {
        chat.putHook(hook.withState(Hook.State.DISABLED));
        isRetryable(send(Routed.firing("a")), Fate.NOT_STORED);
        isRetryable(send(Routed.firing("a")), Fate.NOT_STORED);
        isSuspended(send(Routed.firing("a")), "disabled in Rocket.Chat", Fate.NOT_STORED);
    }

    @Test
    void aServerThatFailedForAMomentIsNotSuspended() {
        for (int i = 0; i < 2; i++) {
            isRetryable(sendDuring(new Fault.Status(500, "Internal Server Error")), Fate.UNKNOWN);
        }
        chat.faults().clear();
        assertThat(send(Routed.firing("a"))).isInstanceOf(Outcome.Delivered.class);
        isRetryable(sendDuring(new Fault.Status(500, "Internal Server Error")), Fate.UNKNOWN);
    }

    @Test
    void aWebhookWithoutAUserSuspends() {
        chat.putHook(hook.withState(Hook.State.ORPHANED));
        assertThat(send(Routed.firing("a"))).isInstanceOf(Outcome.Suspended.class);
    }

    @Test
    void aWrongTokenIsNeverARefusal() {
        WebhookSender wrong = sender(chat.url() + "/hooks/" + hook.id() + "/wrong-token-of-mine");
        Attempt one = Attempts.first(Routed.firing("a"));
        isRetryable(wrong.send(one), Fate.UNKNOWN);
        isRetryable(wrong.send(one), Fate.UNKNOWN);
        Outcome newest = wrong.send(one);
        isSuspended(newest, "id or token is wrong, or Rocket.Chat fails", Fate.UNKNOWN);
        chat.changeProfile(profile -> profile.withBadToken(BadToken.JSON_404));
        Outcome older = wrong.send(one);
        assertThat(older).isInstanceOf(Outcome.Suspended.class);
        assertThat(newest.toString() + older).doesNotContain("wrong-token-of-mine");
    }

    @Test
    void anArchivedRoomRefusesTheProbeToo() {
        chat.changeProfile(profile -> RocketChatProfile.v7());
        chat.flag(CHANNEL, RoomFlag.ARCHIVED, true);
        chat.flag(CHANNEL, RoomFlag.READONLY, true);
        assertThat(send(Routed.firing("a"))).isInstanceOf(Outcome.Refused.class);
        assertThat(sender.probe()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aServerThatIsNotThereHasNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        WebhookSender nowhere = sender("http://127.0.0.1:" + port + "/hooks/some-id-of-mine/token");
        Outcome outcome = nowhere.send(Attempts.first(Routed.firing("a")));
        isRetryable(outcome, Fate.NOT_STORED);
        assertThat(outcome.toString()).doesNotContain("some-id-of-mine");
    }

    @Test
    void anAlertThatCannotBePutIntoWordsIsRefusedAndNotThrown() {
        RoutedAlert good = Routed.firing("a");
        RoutedAlert endless = new RoutedAlert(
                good.received(),
                good.severity(),
                good.receivers(),
                good.group(),
                1,
                1,
                good.reason(),
                Instant.MAX,
                Instant.MAX);
        assertThat(send(endless)).isInstanceOf(Outcome.Refused.class);
        assertThat(chat.requests()).isEmpty();
    }

    @Test
    void anInterruptedSenderSaysSoAndStaysInterrupted() {
        chat.faults().set(FaultRule.always(new Fault.Hang(null)));
        Thread.currentThread().interrupt();
        isRetryable(send(Routed.firing("a")), Fate.UNKNOWN);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theRoomIsTheAddress() {
        assertThat(sender.room()).isEqualTo(chat.webhookUrl(CHANNEL));
    }
}
