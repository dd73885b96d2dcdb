package dev.tocsin.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One HTTP request, read completely. Header names are in lower case. */
record Call(
        String method, String path, Map<String, String> query, Map<String, String> headers, String body, String ip) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** The parts of the path, decoded once. */
    List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(Call::decoded)
                .toList();
    }

    static String decoded(String text) {
        try {
            // A plus sign in a path is a plus sign, unlike in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
