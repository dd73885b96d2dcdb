package dev.tocsin.standalone;

import dev.tocsin.kit.http.FreePorts;
import java.io.IOException;

/** Free ports of this machine. */
final class Ports {
    private Ports() {}

    /** A port that was free a moment ago. */
    static int free() {
        try {
            return FreePorts.next();
        } catch (IOException e) {
            throw new FailedException("no free port: " + e.getMessage());
        }
    }
}
