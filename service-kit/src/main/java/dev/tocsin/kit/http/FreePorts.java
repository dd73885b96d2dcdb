package dev.tocsin.kit.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of this machine for what listens a little later, maybe in another process. They lie below those that systems
 * give to connections and to whoever asks for any (from 32768 on Linux, from 49152 elsewhere), so that it takes another
 * who chooses by itself to get one in between.
 */
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;
    /** Far enough apart that processes that start together seldom look at the same. */
    private static final int APART = 97;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * APART % COUNT));

    private FreePorts() {}

    /**
     * A loopback port that nobody listens on, another one each time until all were given.
     *
     * @throws IOException if none is free
     */
    public static int next() throws IOException {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + NEXT.getAndUpdate(before -> (before + 1) % COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
