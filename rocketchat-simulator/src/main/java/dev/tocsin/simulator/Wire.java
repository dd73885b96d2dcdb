package dev.tocsin.simulator;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The only place that knows the server under Javalin: writes an answer, or breaks the connection. */
final class Wire {
    private Wire() {}

    static void write(Context ctx, Answer answer) {
        ctx.status(answer.status());
        ctx.header("cache-control", "no-store").header("pragma", "no-cache");
        answer.headers().forEach(ctx::header);
        ctx.contentType(answer.contentType()).result(answer.body());
    }

    /** Closes with a TCP reset: no linger means that the kernel sends no goodbye. */
    static void reset(Context ctx) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        try {
            if (endPoint.getTransport() instanceof SocketChannel socket) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            endPoint.close();
        }
    }
}
