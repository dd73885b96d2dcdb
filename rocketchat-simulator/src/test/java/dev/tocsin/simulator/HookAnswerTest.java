package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.RocketChatProfile.BadToken;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The table of a hook's answers. */
class HookAnswerTest {
    private final SimulatorFixture it = new SimulatorFixture();

    @AfterEach
    void stop() {
        it.close();
    }

    private Hook hook() {
        return it.simulator.hook(SimulatorFixture.CRITICAL);
    }

    private static void assertFailed(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"success\":false,\"error\":" + SimulatorFixture.quoted(error) + "}");
    }

    @Test
    void answersABadTokenWith500InPlainTextOr404() throws Exception {
        HttpResponse<String> newer = it.send("POST", "/hooks/" + hook().id() + "/wrong", "{}");
        assertThat(newer.statusCode()).isEqualTo(500);
        assertThat(newer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(newer.body()).isEqualTo("Internal Server Error");

        it.simulator.changeProfile(profile -> profile.withBadToken(BadToken.JSON_404));
        assertFailed(it.send("POST", "/hooks/nobody/x", "{}"), 404, "Invalid integration id or token provided.");
    }

    @Test
    void takesTheOldPathWithAUserInTheMiddle() throws Exception {
        String path = "/hooks/" + hook().id() + "/anyone/" + hook().token();

        assertThat(it.send("POST", path, "{\"text\":\"old\"}", "content-type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(it.simulator.messages()).hasSize(1);
    }

    @Test
    void postsWithTheHeadersAndFieldsOfRocketChat() throws Exception {
        HttpResponse<String> response =
                it.hook("{\"text\":\"t\",\"_id\":\"mine\",\"username\":\"Bell\",\"icon_emoji\":\":bell:\",\"ts\":1}");

        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
        ChatMessage message = it.simulator.messages().getFirst();
        assertThat(message.id()).isNotEqualTo("mine");
        assertThat(message.alias()).isEqualTo("Bell");
        assertThat(message.channel()).isEqualTo(SimulatorFixture.CRITICAL);
        assertThat(message.ts()).isEqualTo(it.clock.instant());
        assertThat(message.arrival()).isEqualTo(Arrival.WEBHOOK);
        assertThat(message.json()).contains("\"emoji\":\":bell:\"", "\"parseUrls\":true", "\"groupable\":false");
    }

    @ParameterizedTest
    @CsvSource({"DISABLED,503,Service Unavailable", "ORPHANED,401,You must be logged in to do this."})
    void answersForAHookThatDoesNotWork(Hook.State state, int status, String error) throws Exception {
        it.simulator.putHook(hook().withState(state));

        HttpResponse<String> response = it.hook("{\"text\":\"t\"}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
    }

    @Test
    void needsTheRightToImpersonateBeforeItReadsTheBody() throws Exception {
        it.permit(Permission.MENTION_ALL);

        assertFailed(it.hook("{}"), 400, "error-user-lacks-message-impersonate-permission");
    }

    @ParameterizedTest
    @CsvSource({"channel,#alerts-critical", "channel,#alerts-info", "roomId,x"})
    void refusesToChangeTheChannelUnlessAllowed(String name, String value) throws Exception {
        assertFailed(
                it.hook("{\"text\":\"t\",\"" + name + "\":\"" + value + "\"}"),
                400,
                "overriding destination channel is disabled for this integration");
    }

    @Test
    void postsToSeveralChannelsOnceEach() throws Exception {
        it.simulator.putHook(hook().withOverrideAllowed(true));

        it.hook("{\"text\":\"t\",\"channel\":[\"#alerts-info\",\"#alerts-info\",\"@admin\"]}");

        assertThat(it.simulator.messages().stream().map(ChatMessage::channel))
                .containsExactly("#alerts-info", "@admin");
    }

    @Test
    void resolvesAllTargetsBeforeItPostsToAny() throws Exception {
        it.simulator.putHook(hook().withOverrideAllowed(true));

        assertFailed(it.hook("{\"text\":\"t\",\"channel\":[\"#alerts-info\",\"#no\"]}"), 400, "invalid-channel");
        assertThat(it.simulator.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"#alerts-info,200,true", "#nowhere,400,false"})
    void answersPerChannelWhenAsked(String first, int status, boolean success) throws Exception {
        it.simulator.putHook(hook().withOverrideAllowed(true));

        HttpResponse<String> response =
                it.hook("{\"text\":\"t\",\"separateResponse\":true,\"channel\":[\"" + first + "\",\"#no\"]}");

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = SimulatorFixture.json(response);
        assertThat(body.path("success").asBoolean()).isEqualTo(success);
        assertThat(body.at("/responses/0/channel").asString()).isEqualTo(first);
        assertThat(body.at("/responses/0").has("message")).isEqualTo(success);
        assertThat(body.at("/responses/1/error").asString()).isEqualTo("invalid-channel");
    }

    @ParameterizedTest
    @CsvSource({
        "ARCHIVED,room_is_archived",
        "READONLY,You can't send messages because the room is readonly.",
        "BLOCKED,room_is_blocked",
        "MUTED,You_have_been_muted",
        "FOREIGN,error-not-allowed",
    })
    void refusesARoomThatCannotBeWritten(RoomFlag flag, String error) throws Exception {
        it.simulator.flag(SimulatorFixture.CRITICAL, flag, true);

        assertFailed(it.hook("{\"text\":\"t\"}"), 400, error);
    }

    @Test
    void measuresTheTextInUtf16UnitsAndLeavesAttachmentsAlone() throws Exception {
        assertThat(it.hook("{\"text\":\"" + "😀".repeat(2500) + "\"}").statusCode())
                .isEqualTo(200);
        assertFailed(it.hook("{\"text\":\"" + "😀".repeat(2500) + "x\"}"), 400, "error-message-size-exceeded");
        assertThat(it.hook("{\"attachments\":[{\"text\":\"" + "x".repeat(9000) + "\"}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesATextThatIsNoString() throws Exception {
        assertFailed(it.hook("{\"text\":7}"), 400, "Match error: Expected string, got number");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"@all", "a @here b", "(@all)", "*@all*", "~@all~", "\\\\@all", "'@all, look'", "@all."})
    void refusesATextThatPingsEveryone(String text) throws Exception {
        assertFailed(it.hook("{\"text\":\"" + text + "\"}"), 400, "error-action-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "foo@all",
                "\\\"@all\\\"",
                "=@all",
                ":@all",
                "`@all`",
                "```\\n@all\\n```",
                "@\\u200ball",
                "＠all",
                "@allan"
            })
    void letsThroughWhatDoesNotPing(String text) throws Exception {
        assertThat(it.hook("{\"text\":\"" + text + "\",\"attachments\":[{\"text\":\"@all\"}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsABotPingThatMay() throws Exception {
        it.permit(Permission.MENTION_ALL, Permission.MESSAGE_IMPERSONATE);

        assertThat(it.hook("{\"text\":\"@all\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void limitsNothingByDefaultAndSaysInfinity() throws Exception {
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> response = it.hook("{\"text\":\"t\"}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("x-ratelimit-remaining")).contains("Infinity");
        }
    }

    @Test
    void limitsInFixedWindowsPerUrlWhenSwitchedOn() throws Exception {
        RateLimit twoPerMinute = new RateLimit(2, Duration.ofSeconds(60));
        it.simulator.changeProfile(p -> p.withLimits(p.limits().withHooksLimited(twoPerMinute)));
        assertThat(it.hook("{}").headers().firstValue("x-ratelimit-remaining")).contains("1");
        it.hook("{}");
        it.clock.advance(Duration.ofMillis(18_001));

        HttpResponse<String> blocked = it.hook("{}");

        assertFailed(
                blocked,
                429,
                "Error, too many requests. Please slow down. You must wait 42 seconds before trying this endpoint again."
                        + " [error-too-many-requests]");
        assertThat(blocked.headers().firstValue("retry-after")).isEmpty();
        assertThat(blocked.headers().firstValue("x-ratelimit-limit")).contains("2");
        assertThat(blocked.headers().firstValue("x-ratelimit-remaining")).contains("0");
        long reset = it.clock.instant().plusMillis(41_999).toEpochMilli();
        assertThat(blocked.headers().firstValue("x-ratelimit-reset")).contains(String.valueOf(reset));
        assertThat(it.send("POST", it.simulator.webhookUrl(SimulatorFixture.WARNING), "")
                        .statusCode())
                .isEqualTo(200);
        it.clock.advance(Duration.ofMillis(41_999));
        assertThat(it.hook("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void checksTheTokenBeforeTheLimit() throws Exception {
        it.simulator.changeProfile(
                p -> p.withLimits(p.limits().withHooksLimited(new RateLimit(1, Duration.ofSeconds(60)))));
        it.simulator.putHook(hook().withState(Hook.State.DISABLED));
        assertThat(it.hook("{}").statusCode()).isEqualTo(503);
        assertThat(it.hook("{}").statusCode()).isEqualTo(429);
        assertThat(it.send("POST", "/hooks/" + hook().id() + "/wrong", "").statusCode())
                .isEqualTo(500);
    }
}
