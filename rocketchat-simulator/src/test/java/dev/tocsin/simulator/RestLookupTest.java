package dev.tocsin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.RocketChatProfile.FieldRules;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything of the REST API that sends no message. */
class RestLookupTest {
    private final SimulatorFixture it = new SimulatorFixture();

    @BeforeEach
    void oneMessage() throws Exception {
        it.sendMessage("{'_id':'m1','rid':'ROOM','msg':'one'}");
    }

    @AfterEach
    void stop() {
        it.close();
    }

    private String room() {
        return it.simulator.roomId(SimulatorFixture.CRITICAL);
    }

    private String text() {
        return it.simulator.messages().getFirst().text();
    }

    @Test
    void wantsCredentials() throws Exception {
        HttpResponse<String> response = it.send("GET", "/api/v1/me", "", "X-User-Id", "x", "X-Auth-Token", "y");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo("{\"success\":false,\"error\":\"You must be logged in to do this.\",\"status\":\"error\","
                        + "\"message\":\"You must be logged in to do this.\"}");
    }

    @Test
    void saysWhoAndWhatItIs() throws Exception {
        assertThat(SimulatorFixture.json(it.rest("GET", "me", "")).path("_id").asString())
                .isEqualTo(it.simulator.bot().id());
        assertThat(SimulatorFixture.json(it.send("GET", "/api/info", ""))
                        .path("version")
                        .asString())
                .isEqualTo("8.8");
        assertThat(it.rest("GET", "no.such", "").statusCode()).isEqualTo(404);
    }

    @Test
    void getMessageTellsMissingFromForbidden() throws Exception {
        assertThat(SimulatorFixture.json(it.rest("GET", "chat.getMessage?msgId=m1", ""))
                        .at("/message/msg")
                        .asString())
                .isEqualTo("one");
        HttpResponse<String> missing = it.rest("GET", "chat.getMessage?msgId=m2", "");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).isEqualTo("{\"success\":false}");

        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.FOREIGN, true);
        HttpResponse<String> foreign = it.rest("GET", "chat.getMessage?msgId=m1", "");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body())
                .isEqualTo("{\"success\":false,\"error\":\"Not allowed [error-not-allowed]\","
                        + "\"errorType\":\"error-not-allowed\",\"details\":{\"method\":\"getSingleMessage\"}}");
    }

    @Test
    void updateChangesTheTextAndRepeatsForFree() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response =
                    it.post("chat.update", "{'roomId':'" + room() + "','msgId':'m1','text':'two'}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(SimulatorFixture.json(response).at("/message/msg").asString())
                    .isEqualTo("two");
        }
        assertThat(text()).isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "ROOM  | m9 | x | No message found with the id of \"m9\".",
                "other | m1 | x | The room id provided does not match where the message is from.",
                "ROOM  | m1 | ^ ^ | Message cannot be empty [error-invalid-message]",
            })
    void updateRefuses(String roomId, String id, String text, String error) throws Exception {
        HttpResponse<String> response = it.post(
                "chat.update",
                "{'roomId':'" + roomId.replace("ROOM", room()) + "','msgId':'" + id + "','text':'" + text + "'}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
        assertThat(text()).isEqualTo("one");
    }

    @Test
    void reactTogglesUnlessToldWhatIsWanted() throws Exception {
        String reaction = "{'messageId':'m1','emoji':':bell:'}";
        it.post("chat.react", reaction);
        assertThat(it.simulator.messages().getFirst().json()).contains(":bell:");
        it.post("chat.react", reaction);
        assertThat(it.simulator.messages().getFirst().json()).doesNotContain(":bell:");
        for (int i = 0; i < 2; i++) {
            it.post("chat.react", "{'messageId':'m1','reaction':'bell','shouldReact':true}");
        }
        assertThat(it.simulator.messages().getFirst().json()).contains(":bell:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m9 | :bell: | [error-message-not-found]",
                "m1 | :no bell: | Invalid emoji provided. [error-not-allowed]"
            })
    void reactRefuses(String id, String emoji, String error) throws Exception {
        HttpResponse<String> response = it.post("chat.react", "{'messageId':'" + id + "','emoji':'" + emoji + "'}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimulatorFixture.error(response)).isEqualTo(error);
    }

    @Test
    void deleteMovesToTheTrash() throws Exception {
        assertThat(it.post("chat.delete", "{'roomId':'" + room() + "','msgId':'m1'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(it.simulator.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rooms.info,room", "channels.info,channel"})
    void findsRoomsByIdOrName(String action, String property) throws Exception {
        for (String query : new String[] {"roomId=" + room(), "roomName=alerts-critical"}) {
            HttpResponse<String> response = it.rest("GET", action + "?" + query, "");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(SimulatorFixture.json(response)
                            .path(property)
                            .path("_id")
                            .asString())
                    .isEqualTo(room());
        }
        assertThat(SimulatorFixture.json(it.rest("GET", action, ""))
                        .path("errorType")
                        .asString())
                .isEqualTo("error-roomid-param-not-provided");
        assertThat(SimulatorFixture.json(it.rest("GET", action + "?roomName=no", ""))
                        .path("errorType")
                        .asString())
                .isEqualTo("error-room-not-found");
    }

    @Test
    void showsAnArchivedRoomOrRefusesItBeforeVersion8() throws Exception {
        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.ARCHIVED, true);
        String path = "rooms.info?roomId=" + room();
        assertThat(SimulatorFixture.json(it.rest("GET", path, ""))
                        .at("/room/archived")
                        .asBoolean())
                .isTrue();

        it.simulator.changeProfile(profile -> profile.withFields(FieldRules.V7));
        assertThat(SimulatorFixture.json(it.rest("GET", path, ""))
                        .path("errorType")
                        .asString())
                .isEqualTo("error-room-archived");
    }

    @Test
    void hidesAGroupThatTheBotIsNoMemberOf() throws Exception {
        it.simulator.flag(SimulatorFixture.CRITICAL, RoomFlag.FOREIGN, true);

        assertThat(it.rest("GET", "rooms.info?roomId=" + room(), "").body())
                .isEqualTo("{\"success\":false,\"error\":\"not-allowed\",\"errorType\":\"Not Allowed\"}");
    }
}
