package dev.tocsin.notifier.api;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** All routes of the API. */
public final class ApiRoutes {
    /** Some routes that belong together. */
    @FunctionalInterface
    public interface Part {
        /** Adds them. */
        void register(ApiPaths paths);
    }

    private final ApiAccess access;
    private final List<Part> parts;

    /** Takes who may use them, and the parts; the description of the API is there without being named. */
    public ApiRoutes(ApiAccess access, List<Part> parts) {
        this.access = access;
        this.parts = List.copyOf(parts);
    }

    /** Adds the paths to a server. */
    public void register(RoutesConfig routes) {
        ApiPaths paths = new ApiPaths(routes, access);
        new OpenApiRoute().register(paths);
        parts.forEach(part -> part.register(paths));
    }
}
