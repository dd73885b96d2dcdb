package dev.tocsin.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may import whom. CONTRIBUTING.md has the arrows in words. */
final class ArchitectureTest {
    /** Fewer than there are: so that no rule passes because nothing was read. */
    private static final int CLASSES_AT_LEAST = 400;

    @Test
    void readsTheClassesOfEveryModule() {
        assertThat(ArchitectureClasses.ALL.size()).isGreaterThan(CLASSES_AT_LEAST);
        assertThat(ArchitectureModule.ALL)
                .allSatisfy(module -> assertThat(ArchitectureClasses.ALL)
                        .as(module.name())
                        .anyMatch(type -> module.holds(type.getPackageName())));
    }

    @Test
    void everyClassBelongsToAModule() {
        assertThat(ArchitectureClasses.ALL)
                .allMatch(type ->
                        ArchitectureModule.ALL.stream().anyMatch(module -> module.holds(type.getPackageName())));
    }

    @ParameterizedTest
    @FieldSource("dev.tocsin.standalone.ArchitectureModule#ALL")
    void modulesImportOnlyWhatTheyMay(ArchitectureModule subject) {
        LayeredArchitecture modules = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (ArchitectureModule module : ArchitectureModule.ALL) {
            modules = modules.layer(module.name()).definedBy(module.rootPackage() + "..");
        }
        check(subject.addArrows(modules));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.tocsin.(**)").should().beFreeOfCycles());
    }

    /** No JSON, Kafka, HTTP, logging or files: the domain is values and pure functions. */
    @Test
    void modelNeedsNothingButTheLanguage() {
        check(classes()
                .that()
                .resideInAPackage("dev.tocsin.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tocsin.model..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.nio.charset..",
                        "org.jspecify.annotations.."));
    }

    @Test
    void ingestsIntakeKnowsNeitherHttpNorKafkaNorThoseEachOther() {
        checkService("ingest", "intake", "http", "kafka");
    }

    @Test
    void routersStoresKnowNoTopology() {
        checkService("router", "store", "topology");
    }

    @Test
    void notifiersDeliveryKnowsNoAdapterNorAdaptersEachOther() {
        checkService(
                "notifier",
                "delivery",
                List.of("text", "http"),
                "api",
                "lane",
                "mail",
                "pagerduty",
                "rocketchat",
                "slack",
                "webhook");
    }

    /** The core knows nobody, the packages around it know the core alone, and only {@code app} knows them all. */
    private static void checkService(String service, String core, String... around) {
        checkService(service, core, List.of(), around);
    }

    /** {@code shared}: what the packages around the core may use too; it knows nobody here. */
    private static void checkService(String service, String core, List<String> shared, String... around) {
        String root = "dev.tocsin." + service;
        LayeredArchitecture layers = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitectureIgnoring(root)
                .layer(core)
                .definedBy(root + "." + core + "..")
                .layer("app")
                .definedBy(root + ".app..");
        for (String name : around) {
            layers = layers.layer(name).definedBy(root + "." + name + "..");
        }
        for (String name : shared) {
            layers = layers.layer(name).definedBy(root + "." + name + "..");
            layers = layers.whereLayer(name).mayNotAccessAnyLayer();
        }
        layers =
                layers.whereLayer(core).mayNotAccessAnyLayer().whereLayer("app").mayNotBeAccessedByAnyLayer();
        for (String name : around) {
            layers = layers.whereLayer(name)
                    .mayOnlyAccessLayers(
                            Stream.concat(Stream.of(core), shared.stream()).toArray(String[]::new));
        }
        layers.check(ArchitectureClasses.ALL.that(resideInAPackage(root + "..")));
    }

    @Test
    void kafkaStaysWhereItIsSpoken() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..kafka..",
                        "..lane..",
                        "..app..",
                        "dev.tocsin.router..",
                        "dev.tocsin.wire..",
                        "dev.tocsin.history.log..",
                        "dev.tocsin.history.parked..",
                        "dev.tocsin.history.past..",
                        "dev.tocsin.history.trace..",
                        "dev.tocsin.history.fate.log..",
                        "dev.tocsin.history.audit.log..",
                        "dev.tocsin.history.replay.log..",
                        "dev.tocsin.history.replay.run..",
                        "dev.tocsin.history.reconcile.log..",
                        "dev.tocsin.embedded..",
                        "dev.tocsin.testsupport..",
                        "dev.tocsin.standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.rocksdb.."));
    }

    @Test
    void javalinStaysInHttp() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..http..", "dev.tocsin.notifier.api..", "dev.tocsin.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."));
    }

    @Test
    void templatesRunInTheSandboxAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tocsin.notifier.text.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pebbletemplates.."));
    }

    private static void check(ArchRule rule) {
        rule.check(ArchitectureClasses.ALL);
    }
}
