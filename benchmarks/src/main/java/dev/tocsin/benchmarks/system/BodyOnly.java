package dev.tocsin.benchmarks.system;

import dev.tocsin.kit.http.HttpDefaults;
import dev.tocsin.kit.http.ListenAddress;
import io.javalin.Javalin;

/** The least that a receiver of webhooks can do with the same HTTP server: reads the body and answers. */
public final class BodyOnly {
    private BodyOnly() {}

    /** Listens on the port that is given. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        var _ = Javalin.start(config -> {
            HttpDefaults.apply(config, new ListenAddress("127.0.0.1", port));
            config.routes.get("/-/ready", ctx -> ctx.result("ready"));
            config.routes.post("/webhook", ctx -> ctx.result("read " + ctx.bodyAsBytes().length));
        });
    }
}
