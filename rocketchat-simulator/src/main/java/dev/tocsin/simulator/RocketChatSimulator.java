package dev.tocsin.simulator;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Rocket.Chat to post to when there is none: real HTTP, the real answers, nothing kept over a restart but the addresses.
 */
public final class RocketChatSimulator implements AutoCloseable {
    /** Rocket.Chat itself has no limit; this one keeps a mistake from filling the memory. */
    private static final long MAX_BODY = 16L * 1024 * 1024;

    private final SimulatorConfig config;
    private final LiveFeed feed = new LiveFeed();
    private final Faults faults = new Faults(feed);
    private final RequestLog log = new RequestLog();
    private final Workspace workspace;
    private final MessageStore store;
    private final FixedWindowLimiter limiter;
    private final HookEndpoint hooks;
    private final RestEndpoint rest;
    private final ControlEndpoint control;
    private final Gateway gateway;
    private final PageAssets page = new PageAssets();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Javalin server;

    public RocketChatSimulator(SimulatorConfig config) {
        this.config = config;
        this.workspace = new Workspace(config.profile(), config.bot());
        config.channels().forEach(workspace::addChannel);
        this.store = new MessageStore(config.maxMessages(), feed);
        this.limiter = new FixedWindowLimiter(config.clock());
        MessageWriter writer = new MessageWriter(workspace, store, config.clock());
        this.hooks = new HookEndpoint(workspace, writer, limiter);
        this.rest = new RestEndpoint(workspace, store, writer, limiter, config.clock());
        this.control = new ControlEndpoint(faults, store, log, workspace);
        this.gateway = new Gateway(faults, new Targets(workspace, store), log, limiter, config.clock());
    }

    /** Binds the port and serves from now on. */
    public RocketChatSimulator start() {
        if (server != null) {
            throw new IllegalStateException("the simulator was started before");
        }
        server = Javalin.create(this::configure).start(config.host(), config.port());
        return this;
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.maxRequestSize = MAX_BODY;
        RoutesConfig routes = javalin.routes;
        routes.get("/hooks/*", ctx -> gateway.handle(ctx, hooks::answer));
        routes.post("/hooks/*", ctx -> gateway.handle(ctx, hooks::answer));
        routes.get("/api/*", ctx -> gateway.handle(ctx, rest::answer));
        routes.post("/api/*", ctx -> gateway.handle(ctx, rest::answer));
        routes.get("/__faults", ctx -> Wire.write(ctx, control.faults()));
        routes.put("/__faults", ctx -> Wire.write(ctx, control.setFaults(ctx.body())));
        routes.delete("/__faults", ctx -> Wire.write(ctx, control.clearFaults()));
        routes.get("/__messages", ctx -> Wire.write(ctx, control.messages(channelOf(ctx))));
        routes.delete("/__messages", ctx -> Wire.write(ctx, control.clearMessages()));
        routes.get("/__settings", ctx -> Wire.write(ctx, control.settings()));
        routes.put("/__settings", ctx -> Wire.write(ctx, control.changeSettings(ctx.body())));
        routes.get("/__state", ctx -> Wire.write(ctx, control.state()));
        routes.sse("/__events", feed::serve);
        routes.get("/", ctx -> page.serve(ctx, "index.html"));
        routes.get("/page/{name}", ctx -> page.serve(ctx, ctx.pathParam("name")));
    }

    private static String channelOf(Context ctx) {
        return Objects.requireNonNullElse(ctx.queryParam("channel"), "");
    }

    /** The port that was bound. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the simulator is not started");
        }
        return server.port();
    }

    /** Where the page and the API are, without a slash at the end. */
    public String url() {
        String host = Set.of("0.0.0.0", "::").contains(config.host()) ? "127.0.0.1" : config.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** The incoming webhook of a channel such as {@code #alerts-critical}. */
    public String webhookUrl(String channel) {
        return url() + hook(channel).path();
    }

    /** The incoming webhook that posts to this channel first. */
    public Hook hook(String channel) {
        return workspace.hooks().stream()
                .filter(hook -> hook.channels().getFirst().equals(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no webhook posts to " + channel));
    }

    /** Adds a channel with an incoming webhook, whose id and token follow from the name. */
    public Hook addChannel(String name) {
        return workspace.addChannel(name);
    }

    /** Adds a webhook, or replaces the one with the same id. */
    public void putHook(Hook hook) {
        workspace.putHook(hook);
    }

    /** The room id of a channel, which chat.sendMessage wants instead of a name. */
    public String roomId(String channel) {
        return workspace.resolve(channel).id();
    }

    /** Archives a channel, makes it read-only, and so on; or undoes it. */
    public void flag(String channel, RoomFlag flag, boolean on) {
        workspace.flag(channel, flag, on);
    }

    /** The account that signs REST calls, with its permissions of the moment. */
    public BotAccount bot() {
        return workspace.bot();
    }

    /** Gives the account exactly these permissions. */
    public void permit(Set<Permission> permissions) {
        workspace.permit(permissions);
    }

    /** Turns into another Rocket.Chat while running. */
    public void changeProfile(UnaryOperator<RocketChatProfile> change) {
        workspace.changeProfile(change);
    }

    /** The stored messages in order of arrival. */
    public List<ChatMessage> messages() {
        return store.all();
    }

    /** Deletes a message as a person would; its id can be used again afterwards. */
    public boolean deleteMessage(String id) {
        return store.delete(id).isPresent();
    }

    /** The calls of Rocket.Chat's own paths in order, with what became of each. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    /** What goes wrong at the moment. */
    public Faults faults() {
        return faults;
    }

    /** Forgets messages, calls, faults and counted calls; channels and settings stay. */
    public void clear() {
        faults.clear();
        limiter.reset();
        store.clear();
        log.clear();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        faults.close();
        feed.close();
        if (server != null) {
            server.stop();
        }
    }
}
