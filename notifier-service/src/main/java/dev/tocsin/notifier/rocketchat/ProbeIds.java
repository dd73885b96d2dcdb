package dev.tocsin.notifier.rocketchat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Ids of probes: each another, for a probe that Rocket.Chat has already would be refused. */
final class ProbeIds {
    private ProbeIds() {}

    static String of(String room, Instant now, long number) {
        String made = "probe\n" + room + "\n" + now + "\n" + number;
        return UUID.nameUUIDFromBytes(made.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
