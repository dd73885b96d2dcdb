package dev.tocsin.kit.http;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of the admin paths, for services that have no HTTP of their own. */
public final class AdminServer implements Component {
    private final ListenAddress address;
    private final AdminRoutes admin;
    private final Consumer<RoutesConfig> more;
    /** Written under this lock, read without: a request that asks for readiness must not wait for the close it delays. */
    private volatile @Nullable Javalin server;

    /** Takes the address, the admin paths and what adds further routes. */
    public AdminServer(ListenAddress address, AdminRoutes admin, Consumer<RoutesConfig> more) {
        this.address = address;
        this.admin = admin;
        this.more = more;
    }

    /** Takes the address and the admin paths. */
    public AdminServer(ListenAddress address, AdminRoutes admin) {
        this(address, admin, routes -> {});
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public synchronized void start() {
        server = Javalin.start(config -> {
            HttpDefaults.apply(config, address);
            admin.register(config.routes);
            more.accept(config.routes);
        });
    }

    /** Returns the port it listens on, which differs from the address when that said 0. */
    public int port() {
        Javalin running = server;
        if (running == null) {
            throw new IllegalStateException("the admin server is not started");
        }
        return running.port();
    }

    @Override
    public CheckResult check() {
        return server == null ? CheckResult.failed("not started") : CheckResult.ok();
    }

    @Override
    public synchronized void close() {
        Javalin running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }
}
