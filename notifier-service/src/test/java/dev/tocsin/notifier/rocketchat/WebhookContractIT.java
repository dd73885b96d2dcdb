package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.ScriptedServer.Call;
import dev.tocsin.notifier.ScriptedServer.Script;
import dev.tocsin.notifier.SenderContract;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.http.HttpCaller;
import java.time.Clock;
import java.util.List;

class WebhookContractIT extends SenderContract {
    private static final String ID = "aobEdbYhXfu5hkeqG";
    private static final String TOKEN = "9HqLlyZOugoStsXCUfD";

    @Override
    protected Sender sender(HttpCaller caller, String url, Clock clock) {
        Secret hook = Secret.of(url + "/hooks/" + ID + "/" + TOKEN);
        return new WebhookSender(caller, hook, Severities.standard(), new Limiter(), clock);
    }

    @Override
    protected Script taken(Call call) {
        return Script.of(200, "{\"success\":true}");
    }

    @Override
    protected Script posting(Call call, Script post) {
        return post;
    }

    @Override
    protected List<String> secrets() {
        return List.of(ID, TOKEN);
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
                "429 retry",
                "500 retry, unknown",
                "502 retry, unknown",
                "503 retry, unknown");
    }
}
