package io.mangaassist.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.State;

final class HouseRulesTest {

    /** The rule beside the rooms, but for JMH: it extends the classes of its benchmarks, and generates some. */
    @Test
    void what_is_public_is_final_unless_jmh_extends_it() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotAnnotatedWith(State.class)
                .and()
                .resideOutsideOfPackage("..jmh_generated..")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("what is public is a promise, and inheritance is the widest one")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.mangaassist.benchmarks"));
    }
}
