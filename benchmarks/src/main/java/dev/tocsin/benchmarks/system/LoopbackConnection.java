package dev.tocsin.benchmarks.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Posts one body after another over a connection that it keeps. Shares the processors with what it measures, so it does
 * no more than a load needs: HTTP/1.1, answers with a length. Goes to this machine and nowhere else.
 */
final class LoopbackConnection implements Closeable {
    private static final String LENGTH = "content-length:";
    private static final int TIMEOUT_MILLIS = 60_000;
    /** Servers end connections on which nothing comes, Jetty after 30 s: one that rested this long is not used again. */
    private static final long LONGEST_REST_NANOS = Duration.ofSeconds(10).toNanos();

    private final int port;
    private final LongSupplier nanos;
    private final String head;
    private final byte[] buffer = new byte[16 << 10];

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private long used;

    LoopbackConnection(int port, String path, LongSupplier nanos) throws IOException {
        this.port = port;
        this.nanos = nanos;
        connect();
        head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        used = nanos.getAsLong();
    }

    /** Posts the body and returns the status of the answer. */
    int post(byte[] body) throws IOException {
        if (nanos.getAsLong() - used > LONGEST_REST_NANOS) {
            socket.close();
            connect();
        }
        byte[] start = (head + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        out.write(request);
        int status = answer();
        used = nanos.getAsLong();
        return status;
    }

    private int answer() throws IOException {
        int filled = 0;
        int end = -1;
        while (end < 0) {
            filled += read(filled);
            end = endOfHead(filled);
        }
        String answered = new String(buffer, 0, end, ISO_8859_1);
        int length = length(answered);
        while (filled - end < length) {
            filled += read(filled);
        }
        return Integer.parseInt(answered.substring(9, 12));
    }

    private int read(int at) throws IOException {
        int read = in.read(buffer, at, buffer.length - at);
        if (read <= 0) {
            throw new EOFException("the connection ended, or the answer has more than " + buffer.length + " bytes");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int length(String answered) throws IOException {
        String lower = answered.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length: "
                    + answered.lines().findFirst().orElse(""));
        }
        return Integer.parseInt(
                lower.substring(at + LENGTH.length(), lower.indexOf('\r', at)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
