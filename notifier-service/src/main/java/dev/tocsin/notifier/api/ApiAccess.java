package dev.tocsin.notifier.api;

import dev.tocsin.kit.http.BearerToken;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Secret;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;

/** Who may use the API: whoever knows the token or, when there is none, whoever is on this machine. */
public final class ApiAccess {
    private static final String TOKEN_MISSING = "Send the header Authorization with Bearer and the notifier's token.";
    private static final String NO_TOKEN =
            "The API answers beyond this machine only to those who show a token: set TOCSIN_NOTIFIER_TOKEN.";

    private final ListenAddress address;
    private final BearerToken token;
    private final boolean open;

    /** Takes where the server listens, and the token, if there is one. */
    public ApiAccess(ListenAddress address, Optional<Secret> token) {
        this.address = address;
        this.token = new BearerToken(token);
        this.open = token.isEmpty();
    }

    /** Lets a request pass, or refuses it. */
    void admit(Context ctx) {
        if (open && !(address.isLoopback() && isForThisMachine(ctx))) {
            throw new ForbiddenResponse(NO_TOKEN);
        }
        if (!token.admits(ctx.header("Authorization"))) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"tocsin\"");
            throw new UnauthorizedResponse(TOKEN_MISSING);
        }
    }

    /** A page in a browser may have had its own name point to 127.0.0.1 (DNS rebinding); the Host header tells. */
    private static boolean isForThisMachine(Context ctx) {
        String host = Optional.ofNullable(ctx.header("Host")).orElse("");
        return ListenAddress.isLoopback(host.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", ""));
    }
}
