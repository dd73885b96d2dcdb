package dev.tocsin.simulator;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between the wire and Rocket.Chat's logic: reads the call, applies a fault, keeps the log, answers. */
final class Gateway {
    private final Faults faults;
    private final Targets targets;
    private final RequestLog log;
    private final FixedWindowLimiter limiter;
    private final Clock clock;

    Gateway(Faults faults, Targets targets, RequestLog log, FixedWindowLimiter limiter, Clock clock) {
        this.faults = faults;
        this.targets = targets;
        this.log = log;
        this.limiter = limiter;
        this.clock = clock;
    }

    void handle(Context ctx, Function<Call, Answer> endpoint) {
        Call call = read(ctx);
        Optional<Fault> fault = faults.take(call.path(), targets.of(call));
        if (fault.isEmpty()) {
            send(ctx, call, endpoint.apply(call), "");
            return;
        }
        apply(fault.get(), new Exchange(ctx, call, fault.get().kind(), List.of()), endpoint);
    }

    private record Exchange(Context ctx, Call call, String fault, List<String> stored) {}

    private void apply(Fault fault, Exchange exchange, Function<Call, Answer> endpoint) {
        switch (fault) {
            case Fault.Slow slow -> {
                faults.holdBack(slow.time());
                send(exchange.ctx(), exchange.call(), endpoint.apply(exchange.call()), exchange.fault());
            }
            case Fault.StoredButLost lost -> {
                Answer kept = endpoint.apply(exchange.call());
                List<String> ids = kept.stored().stream().map(ChatMessage::id).toList();
                end(lost.ending(), new Exchange(exchange.ctx(), exchange.call(), exchange.fault(), ids));
            }
            default -> end(fault, exchange);
        }
    }

    /** Ends an exchange without the logic's own answer. */
    private void end(Fault fault, Exchange exchange) {
        switch (fault) {
            case Fault.Status status ->
                answer(exchange, Answer.text(status.status(), typeOf(status.body()), status.body()));
            case Fault.TooManyRequests limited ->
                answer(
                        exchange,
                        limiter.refuse(new RateLimit(10, limited.time())).refusal());
            case Fault.Html _ ->
                answer(
                        exchange,
                        Answer.text(200, "text/html", "<!DOCTYPE html><title>Sign in</title><p>Please sign in."));
            case Fault.SuccessFalse failed -> answer(exchange, Answer.failure(200, failed.error()));
            case Fault.Hang hang -> {
                record(exchange, 0);
                faults.holdBack(hang.time());
                Wire.reset(exchange.ctx());
            }
            case Fault.Reset _ -> {
                record(exchange, 0);
                Wire.reset(exchange.ctx());
            }
            case Fault.Slow _, Fault.StoredButLost _ -> throw new IllegalStateException(fault.kind() + " is no ending");
        }
    }

    private static String typeOf(String body) {
        if (body.startsWith("{")) {
            return Answer.JSON;
        }
        return body.startsWith("<") ? "text/html" : "text/plain; charset=UTF-8";
    }

    private void answer(Exchange exchange, Answer answer) {
        record(exchange, answer.status());
        Wire.write(exchange.ctx(), answer);
    }

    private void send(Context ctx, Call call, Answer answer, String fault) {
        List<String> ids = answer.stored().stream().map(ChatMessage::id).toList();
        answer(new Exchange(ctx, call, fault, ids), answer);
    }

    /** Before the answer goes out, so that whoever reads the answer also finds it in the log. */
    private void record(Exchange exchange, int status) {
        Call call = exchange.call();
        log.add(new RecordedRequest(
                clock.instant(), call.method(), call.path(), status, exchange.fault(), exchange.stored()));
    }

    private static Call read(Context ctx) {
        Map<String, String> headers = new HashMap<>();
        ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> query = new HashMap<>();
        ctx.queryParamMap().forEach((name, values) -> query.put(name, values.getFirst()));
        String body = new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8);
        return new Call(ctx.method().name(), ctx.path(), query, headers, body, ctx.ip());
    }
}
