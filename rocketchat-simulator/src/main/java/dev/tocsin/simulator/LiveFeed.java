package dev.tocsin.simulator;

import io.javalin.http.sse.SseClient;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Tells every open page what happened, as server-sent events. A page that reads too slowly is cut off and comes again. */
final class LiveFeed implements AutoCloseable {
    private static final int QUEUE = 10_000;
    private static final int MAX_PAGES = 64;
    /** More often than idle connections are closed. */
    private static final long PING_SECONDS = 10;

    private static final Event END = new Event("end", "");

    private record Event(String name, String data) {}

    private final Queue<BlockingQueue<Event>> pages = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    void publish(String name, ObjectNode data) {
        if (pages.isEmpty()) {
            return;
        }
        Event event = new Event(name, data.toString());
        for (BlockingQueue<Event> page : pages) {
            if (!page.offer(event)) {
                end(page);
            }
        }
    }

    private void end(BlockingQueue<Event> page) {
        pages.remove(page);
        page.clear();
        page.add(END);
    }

    /** Serves one page until it leaves or the simulator closes. The first event says that nothing will be missed now. */
    void serve(SseClient client) {
        BlockingQueue<Event> page = new ArrayBlockingQueue<>(QUEUE);
        if (closed || pages.size() >= MAX_PAGES) {
            client.close();
            return;
        }
        pages.add(page);
        try {
            client.sendEvent("hello", "{}");
            while (!client.terminated() && !closed) {
                Event event = page.poll(PING_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    client.sendComment("still here");
                } else if (event.equals(END)) {
                    break;
                } else {
                    client.sendEvent(event.name(), event.data());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pages.remove(page);
            client.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        pages.forEach(this::end);
    }
}
