package dev.keyferry.e2e;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyferry.app.Keyferry;
import dev.keyferry.app.command.KeyferryCommand;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Holds the code against the directions of dependency that docs/adr/0001-modules.md decides. */
class ArchitectureTest {
    /** Fewer classes than this mean that the import found nothing worth checking. */
    private static final int FEWEST_CLASSES = 200;

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    // Another module's tests come in a jar, or, in one build, in their directory.
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.keyferry");

    @Test
    void looksAtTheWholeProduct() {
        assertThat(PRODUCT.size()).isGreaterThan(FEWEST_CLASSES);
        for (String module : new String[] {"vici", "feed", "server", "gateway", "lab", "app"}) {
            assertThat(PRODUCT.that(resideInAPackage("dev.keyferry." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void viciDependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("dev.keyferry.vici..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.vici..", "java..", "jdk.net", "org.jspecify.."))
                .check(PRODUCT);
    }

    @Test
    void feedDependsOnNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.feed..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.vici..",
                                "dev.keyferry.server..",
                                "dev.keyferry.gateway..",
                                "dev.keyferry.lab..",
                                "dev.keyferry.app.."))
                .check(PRODUCT);
    }

    @Test
    void gatewayNeverDependsOnTheServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.gateway..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.server..",
                                "dev.keyferry.app..",
                                "dev.keyferry.lab.."))
                .check(PRODUCT);
    }

    @Test
    void serverKnowsNeitherCharonNorGateways() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.server..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.vici..",
                                "dev.keyferry.gateway..",
                                "dev.keyferry.lab..",
                                "dev.keyferry.app.."))
                .check(PRODUCT);
    }

    @Test
    void serverCannotOpenWhatItSealed() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.server..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Opener.class)
                .check(PRODUCT);
    }

    @Test
    void storeAndDeliveryCannotNameAPsk() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.keyferry.server.store..", "dev.keyferry.server.delivery..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Psk.class)
                .check(PRODUCT);
    }

    @Test
    void useCasesAndAdaptersCannotNameAnEdgesPrivateKey() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.keyferry.server.domain..",
                        "dev.keyferry.server.usecase..",
                        "dev.keyferry.server.store..",
                        "dev.keyferry.server.delivery..",
                        "dev.keyferry.server.http..",
                        "dev.keyferry.server.console..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EdgePrivateKey.class)
                .check(PRODUCT);
    }

    @Test
    void domainKnowsIdentifiersOnly() {
        classes()
                .that()
                .resideInAPackage("dev.keyferry.server.domain..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.server.domain..",
                                "dev.keyferry.feed",
                                "dev.keyferry.feed.evidence",
                                "dev.keyferry.feed.id",
                                "dev.keyferry.feed.identity",
                                "dev.keyferry.feed.record",
                                "dev.keyferry.feed.enrol",
                                "java..",
                                "javax.security.auth.x500",
                                "org.jspecify.."))
                .check(PRODUCT);
    }

    @Test
    void useCasesKnowNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.server.usecase..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "dev.keyferry.server.store..",
                                "dev.keyferry.server.delivery..",
                                "dev.keyferry.server.http..",
                                "dev.keyferry.server.console..",
                                "gg.jte..",
                                "io.javalin..",
                                "tools.jackson..",
                                "org.jdbi..",
                                "java.sql.."))
                .check(PRODUCT);
    }

    @Test
    void adaptersDoNotImportEachOther() {
        String[] adapters = {"store", "delivery", "http"};
        for (String adapter : adapters) {
            for (String other : adapters) {
                if (!adapter.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("dev.keyferry.server." + adapter + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.keyferry.server." + other + "..")
                            .check(PRODUCT);
                }
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        // The command's entry class stands in the root of its module, above what it calls and
        // beside
        // what all of that shares.
        slices().matching("dev.keyferry.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(Keyferry.class, KeyferryCommand.class)
                .check(PRODUCT);
    }

    /** What others wrote must not steer the terminal that it is printed on. */
    @Test
    void jsonForTheTerminalIsEscaped() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyferry.app..")
                .and()
                .doNotBelongToAnyOf(Json.class)
                .should()
                .callMethodWhere(target(name("toPrettyString")))
                .orShould()
                .callMethod(PrintStream.class, "println", Object.class)
                .orShould()
                .callMethod(PrintStream.class, "print", Object.class)
                .check(PRODUCT);
    }

    @Test
    void nothingPrintsStackTracesOrWritesToStandardStreamsBehindTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.keyferry.app..", "dev.keyferry.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCT);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(PRODUCT);
    }
}
