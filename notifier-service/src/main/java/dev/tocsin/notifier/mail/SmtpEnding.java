package dev.tocsin.notifier.mail;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.delivery.Outcome.Fate;
import dev.tocsin.notifier.http.Concealed;
import dev.tocsin.notifier.text.Untrusted;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * How a conversation with a server ended that did not end well.
 *
 * @param failure what broke it off
 * @param lastCode what the server said last, below 100 when it said nothing
 * @param fate what becomes of the letter if the server said nothing to it
 */
record SmtpEnding(MessagingException failure, int lastCode, Fate fate) {
    private static final int QUOTED = 200;
    private static final int TOO_LARGE = 552;
    private static final String END_OF_LETTER = ".";
    /** Log in first; log in otherwise; encrypt first. */
    private static final List<Integer> LOGIN = List.of(530, 534, 535, 538);

    /** What that means. */
    Outcome meaning(Concealed concealed) {
        if (all().anyMatch(CertificateException.class::isInstance)) {
            return new Outcome.Suspended("the server's TLS certificate is not trusted");
        }
        if (all().anyMatch(MailConnectException.class::isInstance)) {
            return new Outcome.Retryable("no connection", Fate.NOT_STORED, null);
        }
        if (failure instanceof AuthenticationFailedException) {
            return login(concealed);
        }
        List<SMTPAddressFailedException> addresses = of(SMTPAddressFailedException.class);
        if (!addresses.isEmpty()) {
            return recipients(addresses, concealed);
        }
        return of(SMTPSendFailedException.class).stream()
                .findFirst()
                .map(command -> command(command, concealed))
                .orElseGet(this::brokenOff);
    }

    private Stream<Throwable> all() {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private <T> List<T> of(Class<T> type) {
        return all().filter(type::isInstance).map(type::cast).toList();
    }

    private Outcome login(Concealed concealed) {
        boolean passing = lastCode < 200 || (lastCode >= 400 && lastCode < 500);
        return passing
                ? new Outcome.Retryable("the login failed for now", Fate.NOT_STORED, null)
                : new Outcome.Suspended("the login failed: " + quoted(failure, concealed));
    }

    /**
     * All of them or none: a server that refuses one of them is sent nothing for the others. They are the same in every
     * letter.
     */
    private Outcome recipients(List<SMTPAddressFailedException> addresses, Concealed concealed) {
        return addresses.stream()
                .filter(address -> address.getReturnCode() >= 500)
                .findFirst()
                .<Outcome>map(address -> new Outcome.Suspended("a recipient is refused: " + quoted(address, concealed)))
                .orElseGet(() -> new Outcome.Retryable(
                        "a recipient is refused for now: " + quoted(addresses.getFirst(), concealed),
                        Fate.NOT_STORED,
                        null));
    }

    private Outcome command(SMTPSendFailedException command, Concealed concealed) {
        int code = command.getReturnCode();
        if (code < 400) {
            return brokenOff();
        }
        if (code < 500) {
            return new Outcome.Retryable(quoted(command, concealed), Fate.NOT_STORED, null);
        }
        // Until its end a server has seen no more of a letter than its size.
        boolean ofEveryLetter = !command.getCommand().equals(END_OF_LETTER) && code != TOO_LARGE;
        return ofEveryLetter || LOGIN.contains(code)
                ? suspended(command, concealed)
                : new Outcome.Refused(quoted(command, concealed));
    }

    private static Outcome suspended(MessagingException said, Concealed concealed) {
        return new Outcome.Suspended("the server takes no letters from us: " + quoted(said, concealed));
    }

    private Outcome brokenOff() {
        String said = String.valueOf(failure.getMessage());
        if (said.startsWith("STARTTLS is required")) {
            return new Outcome.Suspended("the server offers no TLS; require_tls: false does without");
        }
        // Only the kind of failure: its text may hold anything.
        Throwable last = all().reduce((first, second) -> second).orElse(failure);
        String kind = last.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new Outcome.Retryable("the conversation broke off (" + kind + ")", fate, null);
    }

    private static String quoted(MessagingException said, Concealed concealed) {
        return Untrusted.line(concealed.in(String.valueOf(said.getMessage())), QUOTED);
    }
}
