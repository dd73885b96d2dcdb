package dev.tocsin.notifier.mail;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.delivery.Attempt;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.text.Markup;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.notifier.text.Untrusted;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends letters. All recipients get one or none does. A letter whose fate is unknown is sent again under the same {@code
 * Message-ID}, by which mail servers and programs may drop the second.
 */
public final class MailSender implements Sender {
    /** What a writer of its letters needs: in a letter nothing is markup. */
    public static final Markup MARKUP = Untrusted::line;

    private final String room;
    private final Smtp smtp;
    private final LetterWriter writer;
    private final Duration longest;

    /**
     * A sender of letters from one address to others, by way of this server.
     *
     * @param writer puts notifications into words, in {@link #MARKUP}
     */
    public MailSender(MailServer server, Envelope envelope, MessageWriter writer, Clock clock) {
        this(server, envelope, writer, clock, MailTimes.standard());
    }

    /** One that waits for this long. */
    MailSender(MailServer server, Envelope envelope, MessageWriter writer, Clock clock, MailTimes times) {
        this.room = server.host() + ":" + server.port() + " " + envelope.from() + " " + String.join(",", envelope.to());
        this.smtp = new Smtp(server, times);
        this.writer = new LetterWriter(smtp.session(), envelope, writer, clock);
        this.longest = times.attempt();
    }

    @Override
    public Outcome send(Attempt attempt) {
        try {
            return deliver(writer.write(attempt));
        } catch (MessagingException | RuntimeException e) {
            // A fault of ours with this very alert: what is behind it shall not wait for a new release.
            return new Outcome.Refused("it can't be put into words: " + Untrusted.line(e.toString(), 200));
        }
    }

    @Override
    public Outcome probe() {
        try {
            return deliver(writer.probe());
        } catch (MessagingException e) {
            return new Outcome.Suspended("no letter can be written to these addresses: "
                    + Untrusted.line(String.valueOf(e.getMessage()), 200));
        }
    }

    @Override
    public String room() {
        return room;
    }

    /** On a virtual thread, whose sockets an interrupt closes: no time-out of the protocol covers all of a conversation. */
    private Outcome deliver(Letter letter) {
        FutureTask<Outcome> conversation = new FutureTask<>(() -> smtp.deliver(letter));
        Thread.ofVirtual().name("mail").start(conversation);
        try {
            return conversation.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return leave(conversation, letter, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leave(conversation, letter, "interrupted");
        } catch (ExecutionException e) {
            String kind = Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
            return new Outcome.Retryable(
                    "the conversation failed (" + kind.toLowerCase(Locale.ROOT) + ")", Fate.UNKNOWN, null);
        }
    }

    private static Outcome leave(FutureTask<Outcome> conversation, Letter letter, String reason) {
        Fate fate = letter.giveUp();
        conversation.cancel(true);
        return new Outcome.Retryable(reason, fate, null);
    }
}
