package dev.tocsin.kit.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON bodies, whatever mapper the server was given. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static void write(Context ctx, String contentType, Object body) {
        ctx.contentType(contentType).result(MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
