package dev.tocsin.kit.http;

import java.net.InetAddress;

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

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** Whether this host is this machine, seen from itself. Names are not looked up: what they mean may change. */
    public static boolean isLoopback(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
