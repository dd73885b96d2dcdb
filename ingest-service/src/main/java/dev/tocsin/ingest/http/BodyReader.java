package dev.tocsin.ingest.http;

import dev.tocsin.ingest.intake.Bulkhead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
            return read(in, lease);
        } catch (IOException e) {
            // A time-out of the connection, or the client has gone: not our fault, and hardly anybody is listening.
            return new Body.Incomplete();
        }
    }

    private Body read(InputStream in, Bulkhead.Lease lease) throws IOException {
        long start = nanos.getAsLong();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            if (body.size() + read > limit) {
                return new Body.TooLarge();
            }
            if (!lease.takeBytes(read)) {
                return new Body.NoRoom();
            }
            if (nanos.getAsLong() - start > LONGEST.toNanos()) {
                return new Body.Incomplete();
            }
            body.write(piece, 0, read);
        }
        return new Body.Complete(body.toByteArray());
    }
}
