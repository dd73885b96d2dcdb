package dev.tocsin.notifier.mail;

import dev.tocsin.model.delivery.Outcome.Fate;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;

/** A letter that knows how far it got, and has the id that it was given. */
final class Letter extends MimeMessage {
    private final String id;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NOT_BEGUN);

    private enum Progress {
        NOT_BEGUN,
        /** The server has a part of it at most: without its end it keeps nothing. */
        BEGUN,
        /** The end may be under way. */
        WRITTEN,
        /** Nobody waits for it any more, and it must not begin. */
        GIVEN_UP
    }

    Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** Called by whatever changes the letter, which would have an id of its own otherwise. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + ">");
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (!progress.compareAndSet(Progress.NOT_BEGUN, Progress.BEGUN)) {
            throw new IOException("nobody waits for it any more");
        }
        super.writeTo(out, ignored);
        progress.set(Progress.WRITTEN);
    }

    /** What became of it when its conversation with the server has broken off. To be asked by who held that. */
    Fate fate() {
        return progress.get() == Progress.WRITTEN ? Fate.UNKNOWN : Fate.NOT_STORED;
    }

    /** What became of it as far as anybody can tell who stops waiting. If it has not begun it never will. */
    Fate giveUp() {
        return progress.compareAndSet(Progress.NOT_BEGUN, Progress.GIVEN_UP) ? Fate.NOT_STORED : Fate.UNKNOWN;
    }
}
