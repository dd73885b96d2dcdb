package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.HttpSenderContract;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.testsupport.ManualClock;
import java.util.List;

class RestContractIT extends HttpSenderContract {
    @Override
    protected Sender sender(String server, HttpCaller through) {
        RestRoom room = new RestRoom(RestFixture.connection(server), "#alerts");
        return RestFixture.sender(through, room, RestFixture.limits(), new ManualClock(Routed.NOON));
    }

    @Override
    protected Act taken(Request request) {
        return RestFixture.taken(request);
    }

    @Override
    protected Act posting(Request request, Act post) {
        return RestFixture.posting(request, post);
    }

    @Override
    protected List<String> secrets() {
        return List.of(RestFixture.TOKEN);
    }

    @Override
    protected List<Row> table() {
        return rows("""
                200 | | retry, unknown
                204 | | retry, unknown
                302 | | suspended
                400 | | refused
                401 | | suspended
                403 | | suspended
                404 | | suspended
                413 | | refused
                422 | | refused
                429 | | retry
                500 | | retry, unknown
                502 | | retry, unknown
                503 | | retry, unknown
                """);
    }
}
