package dev.tocsin.ingest.intake;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many requests and how many bytes are under way. Nobody waits for a place: whoever gets none is told at
 * once, so that a slow log does not pile up requests.
 */
public final class Bulkhead {
    private final int places;
    private final int bytes;
    private final Semaphore freePlaces;
    private final Semaphore freeBytes;

    /** Takes how many requests and bytes may be under way. */
    public Bulkhead(int places, int bytes) {
        if (places < 1 || bytes < 1) {
            throw new IllegalArgumentException("places and bytes must be positive");
        }
        this.places = places;
        this.bytes = bytes;
        this.freePlaces = new Semaphore(places);
        this.freeBytes = new Semaphore(bytes);
    }

    /** Begins a request, which holds nothing yet. */
    public Lease lease() {
        return new Lease();
    }

    /** Requests that hold a place. */
    public int placesTaken() {
        return places - freePlaces.availablePermits();
    }

    /** Bytes under way. */
    public int bytesTaken() {
        return bytes - freeBytes.availablePermits();
    }

    /** As many bytes as can be under way. */
    public int bytesLimit() {
        return bytes;
    }

    /** What one request holds. One thread takes at a time; any thread may close it, once and after the last taking. */
    public final class Lease implements AutoCloseable {
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicBoolean placed = new AtomicBoolean();

        private Lease() {}

        /** Takes a place, unless all are taken. */
        public boolean takePlace() {
            boolean taken = freePlaces.tryAcquire();
            placed.set(taken);
            return taken;
        }

        /** Takes this many bytes more, unless they are not to be had. */
        public boolean takeBytes(int more) {
            boolean taken = freeBytes.tryAcquire(more);
            if (taken) {
                held.addAndGet(more);
            }
            return taken;
        }

        /** Gives everything back; harmless when repeated. */
        @Override
        public void close() {
            freeBytes.release(held.getAndSet(0));
            if (placed.getAndSet(false)) {
                freePlaces.release();
            }
        }
    }
}
