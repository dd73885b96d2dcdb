package dev.tocsin.notifier.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /api/v1/openapi.json}: the API as OpenAPI 3.1. */
final class OpenApiRoute implements ApiRoutes.Part {
    private static final String FILE = "openapi.json";

    @Override
    public void register(ApiPaths paths) {
        byte[] description = description();
        paths.get("/" + FILE, ctx -> ctx.contentType("application/json").result(description));
    }

    static byte[] description() {
        try (InputStream file = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream(FILE), FILE)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
