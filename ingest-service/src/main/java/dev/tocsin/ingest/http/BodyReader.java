package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Bulkhead;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads a body piece by piece: what has not arrived takes no memory, and a trickle is cut off. */
final class BodyReader {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int PIECE = 16 << 10;

    private final int limit;
    private final LongSupplier nanos;

    BodyReader(int limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /**
     * Reads the body, blocking; its bytes are booked on the lease.
     *
     * @param announced its length by the headers, or -1
     */
    Body read(long announced, InputStream in, Bulkhead.Lease lease) {
        if (announced > limit) {
            return new Body.TooLarge();
        }
        try {
            return take(announced, in, lease);
        } catch (IOException e) {
            // A time-out of the connection, or the client has gone: not our fault, and hardly anybody is listening.
            return new Body.Incomplete();
        }
    }

    private Body take(long announced, InputStream in, Bulkhead.Lease lease) throws IOException {
        long start = nanos.getAsLong();
        byte[] body = new byte[room(announced, PIECE)];
        int length = 0;
        while (length != announced) {
            if (length == body.length) {
                body = Arrays.copyOf(body, room(announced, 2 * length));
            }
            int read = in.read(body, length, body.length - length);
            if (read < 0) {
                return announced < 0 ? new Body.Complete(Arrays.copyOf(body, length)) : new Body.Incomplete();
            }
            length += read;
            if (length > limit) {
                return new Body.TooLarge();
            }
            if (!lease.takeBytes(read)) {
                return new Body.NoRoom();
            }
            if (nanos.getAsLong() - start > LONGEST.toNanos()) {
                return new Body.Incomplete();
            }
        }
        return new Body.Complete(body);
    }

    /** Most bodies are small and say how long they are: they are read into the place where they stay. */
    private static int room(long announced, int wanted) {
        return announced < 0 ? wanted : (int) Math.min(announced, wanted);
    }
}
