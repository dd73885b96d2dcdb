package dev.tocsin.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is. */
public record BuildInfo(String version) {

    /** Refuses a blank version. */
    public BuildInfo {
        if (version.isBlank()) {
            throw new IllegalArgumentException("version is blank");
        }
    }

    /** Returns what the build wrote beside this class, or the version {@code dev} when nothing did. */
    public static BuildInfo load() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties in our own jar is unreadable", e);
        }
    }

    static BuildInfo of(Properties properties) {
        String version = properties.getProperty("version", "").strip();
        // An IDE may copy the resource without filling the placeholder in.
        return new BuildInfo(version.isEmpty() || version.startsWith("${") ? "dev" : version);
    }
}
