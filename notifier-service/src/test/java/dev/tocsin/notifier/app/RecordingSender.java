package dev.tocsin.notifier.app;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Takes every message, notes it, and answers when it is let. */
final class RecordingSender implements Sender {
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    record Message(List<String> instances, String id) {}

    /** From now on it answers only after {@link #answer}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void answer() {
        gate.countDown();
    }

    @Override
    public Outcome send(Attempt attempt) {
        CountDownLatch present = gate;
        messages.add(new Message(
                attempt.notification()
                        .lines()
                        .map(line -> line.latest().alert().label("instance"))
                        .toList(),
                attempt.messageId()));
        try {
            present.await();
            return new Outcome.Delivered("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Retryable("interrupted", Outcome.Fate.UNKNOWN, null);
        }
    }

    @Override
    public Outcome probe() {
        return new Outcome.Delivered("");
    }

    @Override
    public String room() {
        return "room";
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    List<String> instances() {
        return messages.stream()
                .flatMap(message -> message.instances().stream())
                .toList();
    }
}
