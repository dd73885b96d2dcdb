package dev.tocsin.notifier.mail;

import dev.tocsin.kit.settings.Secret;
import java.util.Optional;

/**
 * A server that takes letters.
 *
 * @param host its name
 * @param port of SMTP
 * @param tls how the connection is kept secret
 * @param login the account, if it needs one
 */
public record MailServer(String host, int port, Tls tls, Optional<Login> login) {
    private static final int IMPLICIT_PORT = 465;

    /** How a connection is kept secret. */
    public enum Tls {
        /** Begun by the command STARTTLS, without which nothing is sent. */
        STARTTLS,
        /** From the first byte on, as on port 465. */
        IMPLICIT,
        /** Not at all. */
        NONE
    }

    /** As Alertmanager does it: port 465 is encrypted from the start, others by STARTTLS unless none is required. */
    public static Tls tls(int port, boolean required) {
        return port == IMPLICIT_PORT ? Tls.IMPLICIT : required ? Tls.STARTTLS : Tls.NONE;
    }

    /**
     * An account.
     *
     * @param user its name
     * @param password its password
     */
    public record Login(String user, Secret password) {}
}
