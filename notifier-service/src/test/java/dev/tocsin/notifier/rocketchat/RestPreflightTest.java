package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestPreflightTest {
    private static final String INFO = "{\"version\":\"8.8\",\"success\":true}";
    private static final String ME = "{\"_id\":\"" + RestFixture.USER
            + "\",\"username\":\"tocsin.bot\",\"roles\":[\"ROLE\"],\"active\":true,\"success\":true}";
    private static final String ROOM = "{\"success\":true,\"room\":{\"_id\":\"x\",\"t\":\"c\"MORE}}";

    private final HttpClient http = HttpCaller.client();
    private ScriptedPeer server;
    private Act info = new Act.Answer(200, INFO);
    private Act me = me("bot");
    private Act room = room("");

    @BeforeEach
    void start() {
        server = new ScriptedPeer(200, "");
        server.decides(this::answer);
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    private static Act me(String role) {
        return new Act.Answer(200, ME.replace("ROLE", role));
    }

    private static Act room(String more) {
        return new Act.Answer(200, ROOM.replace("MORE", more));
    }

    private Act answer(Request request) {
        if (request.path().equals("/api/info")) {
            return info;
        }
        return request.path().equals("/api/v1/me") ? me : room;
    }

    private Map<String, Preflight> look(List<String> rooms) {
        RestConnection connection = RestFixture.connection(server.url(""));
        return new RestPreflight(new HttpCaller(http), connection, new ManualClock(Routed.NOON)).look(rooms);
    }

    private Preflight look(String name) {
        return Objects.requireNonNull(look(List.of(name)).get(name));
    }

    private List<String> findings() {
        assertThat(look("#alerts")).isInstanceOf(Preflight.Done.class);
        return ((Preflight.Done) look("#alerts")).findings();
    }

    @Test
    void aRoomThatIsWellHasNoFindings() {
        assertThat(look("#alerts")).isEqualTo(new Preflight.Done("8.8", "tocsin.bot", List.of()));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void theServerAndTheAccountAreAskedOnceForAllRooms() {
        me = me("user");
        assertThat(look(List.of("#a", "#b", "@admin")))
                .hasSize(3)
                .allSatisfy((name, seen) -> assertThat(((Preflight.Done) seen).findings())
                        .first()
                        .asString()
                        .contains("send-many-messages"));
        assertThat(server.requests().stream().map(Request::path))
                .containsExactly(
                        "/api/info", "/api/v1/me", "/api/v1/rooms.info?roomName=a", "/api/v1/rooms.info?roomName=b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ,"archived":true  | bot   | the room #alerts is archived
            ,"ro":true        | bot   | the permission post-readonly
            ,"encrypted":true | bot   | end-to-end encrypted
            ~~                | user  | api-bypass-rate-limit and send-many-messages
            """)
    void aFindingIsASentence(String more, String role, String sentence) {
        me = me(role);
        room = room(more);
        assertThat(findings()).singleElement().asString().contains(sentence);
    }

    @Test
    void anAdministratorMayPostInAReadOnlyRoom() {
        me = me("admin");
        room = room(",\"ro\":true");
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"success":false,"error":"x","errorType":"error-room-not-found"} | has not the room #alerts
            {"success":false,"error":"x","errorType":"error-room-archived"}  | is archived
            {"success":false,"error":"not-allowed","errorType":"Not Allowed"} | no member of the room #alerts
            {"success":false,"error":"something else"}                       | something else
            """)
    void aRoomThatIsRefusedIsExplained(String body, String sentence) {
        room = new Act.Answer(400, body);
        assertThat(findings()).singleElement().asString().contains(sentence);
    }

    @Test
    void aRejectedTokenIsSaidAndTheRoomNotAskedFor() {
        me = new Act.Answer(401, "{\"success\":false,\"error\":\"no " + RestFixture.TOKEN + "\"}");
        assertThat(findings()).singleElement().asString().contains("401").doesNotContain(RestFixture.TOKEN);
        assertThat(server.requests()).noneMatch(request -> request.path().contains("rooms.info"));
    }

    @Test
    void aTokenOfAnotherUserIsSaid() {
        me = new Act.Answer(200, "{\"_id\":\"other\",\"roles\":[\"bot\"],\"active\":false,\"success\":true}");
        assertThat(findings()).hasSize(2);
    }

    @Test
    void anAddressThatIsNoRocketChatIsSaid() {
        info = new Act.Answer(404, "<html>");
        me = new Act.Answer(404, "<html>");
        assertThat(findings()).hasSize(2).first().asString().contains("sub-path");
    }

    @Test
    void aPersonIsNoRoom() {
        assertThat(((Preflight.Done) look("@admin")).findings())
                .singleElement()
                .asString()
                .contains("is a person");
    }

    @Test
    void aServerThatIsAwayIsAskedAgainLater() {
        room = new Act.Answer(502, "<html>");
        assertThat(look("#alerts")).isInstanceOf(Preflight.Retry.class);
        info = new Act.Answer(503, "");
        assertThat(look("#alerts")).isInstanceOf(Preflight.Retry.class);
        server.close();
        assertThat(look("#alerts")).isEqualTo(new Preflight.Retry("no connection"));
    }
}
