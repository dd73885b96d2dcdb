package dev.tocsin.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The distribution of the build that is under way, for tests of a module beside {@code standalone}. */
public final class BuiltDistribution {
    private BuiltDistribution() {}

    /** Puts it and the {@code tocsin} script into a folder without sources, where the script finds nothing to build. */
    public static void layOut(Path folder) throws IOException {
        Path built = Path.of("..", "standalone", "target", "tocsin").toRealPath();
        Files.copy(Path.of("..", "tocsin"), folder.resolve("tocsin"));
        Path distribution = Files.createDirectories(folder.resolve("standalone/target/tocsin"));
        for (String part : List.of("lib", "jvm", "aot")) {
            Files.createSymbolicLink(distribution.resolve(part), built.resolve(part));
        }
        Files.createFile(distribution.resolve("built"));
    }
}
