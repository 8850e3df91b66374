package io.mangaassist.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The test kit knows no module of the library, and keeps its own rules here. */
final class HouseRulesTest {
    private static final String KIT = "io.mangaassist.testkit";

    private final JavaClasses kit = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(KIT);

    @Test
    void it_knows_no_other_module() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.mangaassist.core..",
                        "io.mangaassist.dns..",
                        "io.mangaassist.pool..",
                        "io.mangaassist.cache..",
                        "io.mangaassist.guardrails..",
                        "io.mangaassist.operate..",
                        "software.amazon.awssdk..",
                        "io.lettuce..")
                .check(kit);
        classes().should().resideInAPackage(KIT).check(kit);
    }

    @Test
    void what_users_see_is_final() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(kit);
    }

    @Test
    void no_thread_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(kit);
    }
}
