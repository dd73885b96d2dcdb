package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.HttpSenderContract;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.testsupport.ManualClock;
import java.util.List;

class WebhookContractIT extends HttpSenderContract {
    private static final String ID = "aobEdbYhXfu5hkeqG";
    private static final String TOKEN = "9HqLlyZOugoStsXCUfD";

    @Override
    protected Sender sender(String server, HttpCaller through) {
        return new WebhookSender(
                through,
                Secret.of(server + "/hooks/" + ID + "/" + TOKEN),
                new MessageWriter(Severities.standard(), Untrusted::inMarkup),
                new Limiter(),
                new ManualClock(Routed.NOON));
    }

    @Override
    protected Act taken(Request request) {
        return new Act.Answer(200, "{\"success\":true}");
    }

    @Override
    protected List<String> secrets() {
        return List.of(ID, TOKEN);
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
