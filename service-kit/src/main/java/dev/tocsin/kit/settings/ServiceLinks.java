package dev.tocsin.kit.settings;

import java.util.regex.Pattern;

/** The variables that Kubernetes sets in every container for each Service: not ours, even when the names look it. */
final class ServiceLinks {
    private static final Pattern NAME = Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT(_.*)?|_PORT_\\d+_TCP(_.*)?)");

    private ServiceLinks() {}

    static boolean contains(String name, String value) {
        // Only names in _PORT: a broker list that was given as tcp://... must be refused later, not vanish here.
        return NAME.matcher(name).matches() || (name.endsWith("_PORT") && value.startsWith("tcp://"));
    }
}
