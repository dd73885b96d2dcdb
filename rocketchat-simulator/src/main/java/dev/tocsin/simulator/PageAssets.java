package dev.tocsin.simulator;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The page's own files, served with a policy that lets nothing else in. */
final class PageAssets {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "message.js", "text/javascript; charset=utf-8",
            "markdown.js", "text/javascript; charset=utf-8",
            "faults.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, byte[]> files = new TreeMap<>();

    PageAssets() {
        TYPES.keySet().forEach(name -> files.put(name, load(name)));
    }

    private static byte[] load(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("page/" + name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void serve(Context ctx, String name) {
        byte[] file = files.get(name);
        String type = TYPES.get(name);
        if (file == null || type == null) {
            ctx.status(404).contentType("text/plain").result("There is no such page.");
            return;
        }
        ctx.header("content-security-policy", POLICY)
                .header("x-content-type-options", "nosniff")
                .header("referrer-policy", "no-referrer")
                .header("cache-control", "no-cache")
                .contentType(type)
                .result(file);
    }
}
