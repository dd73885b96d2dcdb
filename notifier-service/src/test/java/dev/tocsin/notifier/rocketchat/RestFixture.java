package dev.tocsin.notifier.rocketchat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.ScriptedPeer.Act;
import dev.tocsin.notifier.ScriptedPeer.Request;
import dev.tocsin.notifier.delivery.Limiter;
import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.http.HttpCaller;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import java.net.URI;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Senders over REST, and a server that has one room and no memory. */
final class RestFixture {
    static final String USER = "rbAXPnMktTFbNpwtJ";
    static final String TOKEN = "Wt4xT2kUe1LXlgVdQ8Nq5yRz0BhJm3Ck";
    static final String ROOM_ID = "GvKx7rPqWn2LbTzYc";
    static final String MISSING = "{\"success\":false}";
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private RestFixture() {}

    static RestConnection connection(String url) {
        return new RestConnection(URI.create(url), USER, Secret.of(TOKEN));
    }

    static RestLimits limits() {
        return new RestLimits(new Limiter(), new Limiter());
    }

    static RestSender sender(HttpCaller caller, RestRoom room, RestLimits limits, Clock clock) {
        return sender(caller, room, limits, Parents.none(), clock);
    }

    static RestSender sender(HttpCaller caller, RestRoom room, RestLimits limits, Parents parents, Clock clock) {
        MessageWriter writer = new MessageWriter(Severities.standard(), Untrusted::inMarkup);
        return new RestSender(caller, room, limits, new RestTexts(writer, parents), clock);
    }

    /** Takes every message and finds none. */
    static Act taken(Request request) {
        Matcher id = ID.matcher(request.body());
        String body = id.find() ? "{\"success\":true,\"message\":{\"_id\":\"" + id.group(1) + "\"}}" : "";
        return posting(request, new Act.Answer(200, body));
    }

    /** The same, but for what a post comes to. */
    static Act posting(Request request, Act post) {
        if (request.path().startsWith("/api/v1/chat.sendMessage")) {
            return post;
        }
        return request.path().startsWith("/api/v1/rooms.info")
                ? new Act.Answer(200, "{\"success\":true,\"room\":{\"_id\":\"" + ROOM_ID + "\"}}")
                : new Act.Answer(400, MISSING);
    }
}
