package dev.keyferry.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.lang.syntax.elements.ClassesThat;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.data.DataDirectory;
import org.junit.jupiter.api.Test;

/** Who may name whom in the server. */
class ServerLayersTest {
    private static final JavaClasses SERVER =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.keyferry.server");

    private static final String STORE = "dev.keyferry.server.store..";
    private static final String DELIVERY = "dev.keyferry.server.delivery..";
    private static final String HTTP = "dev.keyferry.server.http..";
    private static final String CONSOLE = "dev.keyferry.server.console..";

    @Test
    void domainKnowsIdentifiersOnly() {
        classes()
                .that()
                .resideInAPackage("dev.keyferry.server.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.security.auth.x500",
                        "dev.keyferry.feed",
                        "dev.keyferry.feed.evidence",
                        "dev.keyferry.feed.id",
                        "dev.keyferry.feed.identity",
                        "dev.keyferry.feed.record",
                        "dev.keyferry.server.domain..",
                        "org.jspecify.annotations")
                .check(SERVER);
    }

    @Test
    void useCasesKnowNoAdapter() {
        classes()
                .that()
                .resideInAPackage("dev.keyferry.server.usecase..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.keyferry.feed..",
                        "dev.keyferry.server.domain..",
                        "dev.keyferry.server.usecase..",
                        "org.jspecify.annotations")
                .check(SERVER);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        noClassesOf(STORE).resideInAnyPackage(DELIVERY, HTTP, "dev.keyferry.server").check(SERVER);
        noClassesOf(DELIVERY).resideInAnyPackage(STORE, HTTP, "dev.keyferry.server").check(SERVER);
        noClassesOf(HTTP)
                .resideInAnyPackage(STORE, DELIVERY, CONSOLE, "dev.keyferry.server")
                .check(SERVER);
    }

    @Test
    void consoleStandsOnTheHttpServerAndNotOnItsApi() {
        noClassesOf(CONSOLE)
                .resideInAnyPackage(
                        STORE,
                        DELIVERY,
                        "dev.keyferry.server",
                        "dev.keyferry.server.http.handler..",
                        "dev.keyferry.server.http.answer.*..",
                        "dev.keyferry.server.http.gateway..",
                        "tools.jackson..")
                .check(SERVER);
        noClasses()
                .that()
                .resideOutsideOfPackage(CONSOLE)
                .and()
                .areNotAssignableTo(KeyferryServer.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CONSOLE)
                .check(SERVER);
    }

    @Test
    void storeAndDeliveryCannotNameAKey() {
        noClasses()
                .that()
                .resideInAnyPackage(STORE, DELIVERY, "dev.keyferry.server.usecase.port..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Psk.class)
                .check(SERVER);
    }

    @Test
    void nothingInTheServerOpensAKey() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Opener.class).check(SERVER);
    }

    @Test
    void onlyTheMakingOfTheKeyFilesTouchesAPrivateKey() {
        noClasses()
                .that()
                .areNotAssignableTo(DataDirectory.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EdgePrivateKey.class)
                .check(SERVER);
    }

    @Test
    void onlyTheStoreSpeaksToTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(STORE)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of JDBC, SQLite or Flyway",
                                (JavaClass type) ->
                                        type.getPackageName().startsWith("java.sql")
                                                || type.getPackageName().startsWith("org.sqlite")
                                                || type.getPackageName()
                                                        .startsWith("org.flywaydb")))
                .check(SERVER);
    }

    private static ClassesThat<ClassesShouldConjunction> noClassesOf(String adapter) {
        return noClasses().that().resideInAPackage(adapter).should().dependOnClassesThat();
    }
}
