package dev.tocsin.notifier.api;

import dev.tocsin.kit.http.MediaType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.UnsupportedMediaTypeResponse;

/** Where routes of the API are added: whoever adds one cannot forget who may use it. */
public final class ApiPaths {
    /** What all paths begin with. */
    static final String ROOT = "/api/v1";

    private final RoutesConfig routes;
    private final ApiAccess access;

    ApiPaths(RoutesConfig routes, ApiAccess access) {
        this.routes = routes;
        this.access = access;
    }

    /** Adds one that reads, for HEAD too: left to itself Javalin answers every HEAD with 200. */
    void get(String path, Handler handler) {
        Handler guarded = ctx -> {
            access.admit(ctx);
            ctx.header("Cache-Control", "no-store");
            handler.handle(ctx);
        };
        routes.get(ROOT + path, guarded);
        routes.head(ROOT + path, guarded);
    }

    /** Adds one that changes something. It takes JSON alone, which pages of other sites can't send without asking. */
    void post(String path, Handler handler) {
        routes.post(ROOT + path, ctx -> {
            access.admit(ctx);
            if (!MediaType.isJson(ctx.header("Content-Type"))) {
                throw new UnsupportedMediaTypeResponse(
                        "Send JSON in UTF-8 with the header Content-Type: application/json.");
            }
            handler.handle(ctx);
        });
    }
}
