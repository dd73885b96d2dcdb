package dev.tocsin.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The habits of CONTRIBUTING.md that a compiler does not hold. */
final class ArchitectureHabitsTest {
    /** Methods that read time or chance from the process, by type. */
    private static final Set<String> SURROUNDINGS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.Date.<init>",
            "java.util.Random.<init>",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    @Test
    void timeAndChanceComeInThroughConstructors() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..app..", "dev.tocsin.standalone..")
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "time or chance is read from the process", ArchitectureHabitsTest::readsSurroundings)));
    }

    /** {@code Instant.now(clock)} and {@code new Random(seed)} were handed what they need. */
    private static boolean readsSurroundings(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().isEmpty()
                && SURROUNDINGS.contains(target.getOwner().getName() + "." + target.getName());
    }

    @Test
    void nobodyWritesToTheStandardStreams() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void nobodyLogsByJavaUtilLogging() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void exceptionsSayWhatHappened() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    @Test
    void publicTypesDeclareNoGenericExceptions() {
        for (Class<?> generic : Set.of(Throwable.class, Exception.class, RuntimeException.class)) {
            check(methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .arePublic()
                    .and()
                    .areNotPrivate()
                    .should()
                    .notDeclareThrowableOfType(generic.asSubclass(Throwable.class)));
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages =
                ArchitectureClasses.ALL.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages).isNotEmpty().allMatch(found -> found.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void namesSayWhatSomethingIs() {
        check(classes()
                .should()
                .haveNameNotMatching(".*(Impl|Managers?|Helpers?|Utils?|Data|Base)")
                .because("such a name fits everything"));
    }

    private static void check(ArchRule rule) {
        rule.check(ArchitectureClasses.ALL);
    }
}
