package dev.tocsin.kit.http;

/** Where a server listens; port 0 takes a free one. */
public record ListenAddress(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses a blank host and a port that cannot be. */
    public ListenAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
        }
    }
}
