package dev.tocsin.standalone;

import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/**
 * A module, and which of the others it may import. The arrows stand in CONTRIBUTING.md too.
 *
 * @param name of the module
 * @param rootPackage the package that its packages start with
 * @param mayImport names of the modules it may import
 */
record ArchitectureModule(String name, String rootPackage, List<String> mayImport) {
    private static final String MODEL = "alert-model";
    private static final String WIRE = "alert-wire";
    private static final String KIT = "service-kit";

    static final List<ArchitectureModule> ALL = List.of(
            module(MODEL, "model"),
            module(WIRE, "wire", MODEL),
            module("alert-history", "history", MODEL, WIRE),
            module(KIT, "kit"),
            module("embedded-kafka", "embedded"),
            module("rocketchat-simulator", "simulator"),
            module("ingest-service", "ingest", MODEL, WIRE, KIT),
            module("router-streams", "router", MODEL, WIRE, KIT),
            module("notifier-service", "notifier", MODEL, WIRE, KIT, "alert-history"),
            module("test-support", "testsupport", MODEL, WIRE, KIT, "embedded-kafka", "rocketchat-simulator"),
            module(
                    "standalone",
                    "standalone",
                    MODEL,
                    WIRE,
                    "alert-history",
                    KIT,
                    "embedded-kafka",
                    "rocketchat-simulator",
                    "ingest-service",
                    "router-streams",
                    "notifier-service"));

    private static ArchitectureModule module(String name, String folder, String... mayImport) {
        return new ArchitectureModule(name, "dev.tocsin." + folder, List.of(mayImport));
    }

    /** Whether a package belongs to the module. */
    boolean holds(String packageName) {
        return (packageName + ".").startsWith(rootPackage + ".");
    }

    /** Adds this module's arrows to the modules. */
    LayeredArchitecture addArrows(LayeredArchitecture modules) {
        LayeredArchitecture.LayerDependencySpecification arrows = modules.whereLayer(name);
        return mayImport.isEmpty()
                ? arrows.mayNotAccessAnyLayer()
                : arrows.mayOnlyAccessLayers(mayImport.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
