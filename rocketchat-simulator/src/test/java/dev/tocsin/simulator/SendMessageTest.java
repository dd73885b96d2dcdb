package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.RocketChatProfile.Duplicates;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** chat.sendMessage, where the id makes a delivery idempotent, and chat.postMessage, where there is none. */
class SendMessageTest {
    private static final String STARRED = "Cannot read properties of undefined (reading 'starred')";
    private final SimulatorFixture it = new SimulatorFixture();

    @AfterEach
    void stop() {
        it.close();
    }

    @Test
    void answersWithTheMessage() throws Exception {
        HttpResponse<String> response = it.sendMessage("{'_id':'a1','rid':'ROOM','msg':'hi'}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SimulatorFixture.json(response).at("/message/_id").asString())
                .isEqualTo("a1");
        assertThat(SimulatorFixture.json(response).at("/message/u/_id").asString())
                .isEqualTo(it.simulator.bot().id());
        assertThat(SimulatorFixture.json(response).at("/message/ts").asString()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(it.simulator.messages().getFirst().arrival()).isEqualTo(Arrival.SEND_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'rid':'ROOM','msg':'x','t':'uj'} | Cannot send system messages using 'chat.sendMessage'",
                "{'rid':'ROOM','msg':'x','tshow':true} | tshow provided but missing tmid [invalid-params]",
                "{'rid':'ROOM','msg':'x','ts':'2026-11-21T09:00:00Z'} | Message timestamp is out of sync [error-message-ts-out-of-sync]",
                "{'rid':'ROOM','msg':' '} | Message cannot be empty [error-invalid-message]",
                "{'rid':'ROOM'} | Message cannot be empty [error-invalid-message]",
                "{'msg':'x'} | The 'rid' property on the message object is missing.",
                "{'rid':'#alerts-critical','msg':'x'} | error-invalid-room",
                "{'rid':'ROOM','attachments':[{'title_link':''}]} | Invalid href value provided",
                "{'rid':'ROOM','msg':'@all'} | Notify all in this room not allowed [error-action-not-allowed]",
                "{'rid':'ROOM','msg':{}} | must be string [invalid-params]",
                "7 | must have required property 'message' [invalid-params]",
            })
    void refuses(String message, String error) throws Exception {
        HttpResponse<String> response = it.sendMessage(message);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
        String code = error.endsWith("]") ? error.substring(error.lastIndexOf('[') + 1, error.length() - 1) : "";
        assertThat(SimulatorFixture.json(response).path("errorType").asString(""))
                .isEqualTo(code);
        assertThat(it.simulator.messages()).isEmpty();
    }

    @Test
    void refusesAMessageThatIsTooLongButNotAnAttachment() throws Exception {
        String tooLong = "x".repeat(5001);

        assertThat(SimulatorFixture.error(it.sendMessage("{'rid':'ROOM','msg':'" + tooLong + "'}")))
                .isEqualTo("Message size exceeds Message_MaxAllowedSize [error-message-size-exceeded]");
        assertThat(it.sendMessage("{'rid':'ROOM','attachments':[{'text':'" + tooLong + "'}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"5,true", "30,false"})
    void believesAClockOnlyWhenItIsClose(int secondsOff, boolean believed) throws Exception {
        String ts = it.clock.instant().minusSeconds(secondsOff).toString();

        it.sendMessage("{'rid':'ROOM','msg':'x','ts':'" + ts + "'}");

        assertThat(it.simulator.messages().getFirst().json().contains(ts)).isEqualTo(believed);
    }

    @Test
    void coercesScalarsLikeTheSchemaDoes() throws Exception {
        assertThat(it.sendMessage("{'_id':7,'rid':'ROOM','msg':42}").statusCode())
                .isEqualTo(200);
        assertThat(it.simulator.messages().getFirst().id()).isEqualTo("7");
        assertThat(it.simulator.messages().getFirst().text()).isEqualTo("42");
    }

    @Test
    void refusesADuplicateIdInAnyRoomWithTheStumbleOfTheHandler() throws Exception {
        it.sendMessage("{'_id':'dup','rid':'ROOM','msg':'one'}");
        String other = it.simulator.roomId(SimulatorFixture.WARNING);

        HttpResponse<String> response = it.sendMessage("{'_id':'dup','rid':'" + other + "','msg':'two'}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"success\":false,\"error\":" + SimulatorFixture.quoted(STARRED) + "}");
        assertThat(it.simulator.messages())
                .singleElement()
                .extracting(ChatMessage::text)
                .isEqualTo("one");
    }

    @Test
    void refusesADuplicateWithTheIndexInARace() throws Exception {
        it.simulator.changeProfile(profile -> profile.withDuplicates(Duplicates.RACE));
        it.sendMessage("{'_id':'dup','rid':'ROOM','msg':'one'}");

        HttpResponse<String> response = it.sendMessage("{'_id':'dup','rid':'ROOM','msg':'one'}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response))
                .startsWith("E11000 duplicate key error")
                .contains("\"dup\"");
    }

    @Test
    void validatesBeforeItLooksForADuplicate() throws Exception {
        it.sendMessage("{'_id':'dup','rid':'ROOM','msg':'one'}");
        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.ARCHIVED, true);

        assertThat(SimulatorFixture.error(it.sendMessage("{'_id':'dup','rid':'ROOM','msg':'one'}")))
                .isEqualTo("room_is_archived");
    }

    @Test
    void insertsAgainAfterAPersonDeletedTheMessage() throws Exception {
        it.sendMessage("{'_id':'gone','rid':'ROOM','msg':'one'}");
        assertThat(it.simulator.deleteMessage("gone")).isTrue();

        assertThat(it.sendMessage("{'_id':'gone','rid':'ROOM','msg':'one'}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void followsTheThreadToItsRoomAndRoot() throws Exception {
        it.sendMessage("{'_id':'root','rid':'ROOM','msg':'one'}");
        it.sendMessage("{'_id':'reply','rid':'elsewhere','msg':'two','tmid':'root'}");

        assertThat(it.sendMessage("{'_id':'nested','msg':'three','tmid':'reply'}")
                        .statusCode())
                .isEqualTo(200);
        ChatMessage nested = it.simulator.messages().getLast();
        assertThat(nested.channel()).isEqualTo(SimulatorFixture.CRITICAL);
        assertThat(nested.json()).contains("\"tmid\":\"root\"");
    }

    @Test
    void keepsWhatIsShownInTheChannelTooAndAReplyToNothing() throws Exception {
        it.sendMessage("{'_id':'reply','rid':'ROOM','msg':'two','tmid':'gone','tshow':true}");

        ChatMessage reply = it.simulator.messages().getLast();
        assertThat(reply.channel()).isEqualTo(SimulatorFixture.CRITICAL);
        assertThat(reply.json()).contains("\"tmid\":\"gone\"", "\"tshow\":true");
    }

    @Test
    void refusesRepliesWhileThreadsAreOff() throws Exception {
        it.simulator.changeProfile(profile -> profile.withThreads(RocketChatProfile.Threads.OFF));
        assertThat(SimulatorFixture.error(it.sendMessage("{'rid':'ROOM','msg':'two','tmid':'root','tshow':true}")))
                .endsWith("[error-not-allowed]");
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'two'}").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnEncryptedRoomAndAnAliasWithoutPermission() throws Exception {
        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.ENCRYPTED, true);
        assertThat(SimulatorFixture.error(it.sendMessage("{'rid':'ROOM','msg':'x'}")))
                .endsWith("[error-not-allowed]");

        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.ENCRYPTED, false);
        it.permit(Permission.API_BYPASS_RATE_LIMIT);
        assertThat(SimulatorFixture.error(it.sendMessage("{'rid':'ROOM','msg':'x','alias':'B'}")))
                .isEqualTo("Not enough permission");
    }

    @Test
    void limitsABotWithoutTheBypass() throws Exception {
        it.permit(Permission.MESSAGE_IMPERSONATE);
        for (int i = 0; i < 5; i++) {
            assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(200);
        }
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(429);
        it.clock.advance(Duration.ofSeconds(1));
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(200);

        it.simulator.changeProfile(p -> p.withLimits(p.limits().withSendMessage(RateLimit.tenPerMinute())));
        it.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            it.sendMessage("{'rid':'ROOM','msg':'x'}");
        }
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(429);
        assertThat(it.rest("GET", "me", "").headers().firstValue("x-ratelimit-remaining"))
                .contains("9");
        it.permit(Permission.SEND_MANY_MESSAGES);
        assertThat(it.sendMessage("{'rid':'ROOM','msg':'x'}").statusCode()).isEqualTo(200);
    }

    @Test
    void postMessageInsertsEveryTime() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response =
                    it.post("chat.postMessage", "{'channel':'#alerts-critical','text':'hi','alias':'B'}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(SimulatorFixture.json(response).path("channel").asString())
                    .isEqualTo("#alerts-critical");
            assertThat(SimulatorFixture.json(response).path("ts").asLong())
                    .isEqualTo(it.clock.instant().toEpochMilli());
        }
        assertThat(it.simulator.messages()).hasSize(2).allMatch(m -> m.arrival() == Arrival.POST_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'channel':'#a','roomId':'b','text':'x'} | must match exactly one schema in oneOf [invalid-params]",
                "{'text':'x'} | must match exactly one schema in oneOf [invalid-params]",
                "{'channel':'#alerts-info','tmid':'x'} | must match exactly one schema in oneOf [invalid-params]",
                "{'channel':'#alerts-info','_id':'x'} | must NOT have additional properties [invalid-params]",
                "{'channel':'#nowhere','text':'x'} | [invalid-channel]",
                "{'channel':[],'text':'x'} | unknown-error",
                "{'channel':'#alerts-info','attachments':{}} | must be array [invalid-params]",
            })
    void postMessageRefuses(String body, String error) throws Exception {
        HttpResponse<String> response = it.post("chat.postMessage", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
    }

    @Test
    void postMessageMeasuresAttachmentsToo() throws Exception {
        String body = "{'channel':'#alerts-info','attachments':[{'text':'" + "x".repeat(5001) + "'}]}";

        assertThat(SimulatorFixture.error(it.post("chat.postMessage", body))).isEqualTo("error-message-size-exceeded");
    }
}
