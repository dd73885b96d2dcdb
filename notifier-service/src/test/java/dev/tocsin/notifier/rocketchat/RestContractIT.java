package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.ScriptedServer.Call;
import dev.tocsin.notifier.ScriptedServer.Script;
import dev.tocsin.notifier.SenderContract;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import java.time.Clock;
import java.util.List;

class RestContractIT extends SenderContract {
    @Override
    protected Sender sender(HttpCaller caller, String url, Clock clock) {
        RestRoom room = new RestRoom(RestFixture.connection(url), "#alerts");
        return RestFixture.sender(caller, room, RestFixture.limits(), clock);
    }

    @Override
    protected Script taken(Call call) {
        return RestFixture.taken(call);
    }

    @Override
    protected Script posting(Call call, Script post) {
        return RestFixture.posting(call, post);
    }

    @Override
    protected List<String> secrets() {
        return List.of(RestFixture.TOKEN);
    }

    @Override
    protected List<String> statuses() {
        return List.of(
                "200 retry, unknown",
                "204 retry, unknown",
                "302 suspended",
                "400 refused",
                "401 suspended",
                "403 suspended",
                "404 suspended",
                "413 refused",
                "422 refused",
                "500 retry, unknown",
                "502 retry, unknown",
                "503 retry, unknown",
                "429 retry");
    }
}
