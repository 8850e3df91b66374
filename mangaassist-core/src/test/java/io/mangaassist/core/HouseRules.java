package io.mangaassist.core;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The rules that a line of code lives by, as far as byte code shows them. Each room's {@code HouseRulesTest} calls it. */
public final class HouseRules {

    private static final Set<String> METER_TYPES = Set.of(
            "io.micrometer.core.instrument.MeterRegistry",
            "io.micrometer.core.instrument.Counter$Builder",
            "io.micrometer.core.instrument.DistributionSummary$Builder",
            "io.micrometer.core.instrument.FunctionCounter$Builder",
            "io.micrometer.core.instrument.Gauge$Builder",
            "io.micrometer.core.instrument.LongTaskTimer$Builder",
            "io.micrometer.core.instrument.TimeGauge$Builder",
            "io.micrometer.core.instrument.Timer$Builder");
    private static final Set<String> METER_CALLS =
            Set.of("counter", "gauge", "gaugeCollectionSize", "gaugeMapSize", "register", "summary", "timer");

    private HouseRules() {}

    /**
     * Checks a room of the library.
     *
     * @param room its package
     * @param meterExceptions simple names of top-level classes that may create meters though they do not end in Meters
     */
    public static void check(String room, String... meterExceptions) {
        JavaClasses all = load(room);
        noSidewaysImport(room, all);
        finalInPublic(all);
        onlyIn(all, "software.amazon.", "Bedrock", "Aws", "Ssm");
        onlyIn(all, "io.lettuce.", "Lettuce", "Redis");
        onlyIn(all, "io.netty.", "Netty", "Aws", "Lettuce", "Redis");
        onlyIn(all, "org.apache.hc.", "Apache");
        metersOnlyInMeters(all, meterExceptions);
        givenTimeAndThreads(all);
    }

    /**
     * Checks a module that is not a room: the test kit or the examples.
     *
     * @param module its package
     */
    public static void checkBesideTheRooms(String module) {
        JavaClasses all = load(module);
        if (module.endsWith(".testkit")) {
            noSidewaysImport(module, all);
        }
        finalInPublic(all);
    }

    private static JavaClasses load(String packageName) {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName);
        if (all.isEmpty()) {
            throw new AssertionError("No classes found in " + packageName);
        }
        return all;
    }

    private static void noSidewaysImport(String room, JavaClasses all) {
        boolean mayKnowCore = !room.endsWith(".testkit");
        classes()
                .should()
                .resideInAPackage(room)
                .because("one module is one package")
                .check(all);
        noClasses()
                .should()
                .dependOnClassesThat(are(DescribedPredicate.describe(
                        "of another room",
                        (JavaClass other) -> other.getPackageName().startsWith("io.mangaassist.")
                                && !other.getPackageName().equals(room)
                                && !(mayKnowCore && other.getPackageName().equals("io.mangaassist.core")))))
                .because("rooms meet in the application, through small interfaces")
                .check(all);
    }

    private static void finalInPublic(JavaClasses all) {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("what is public is a promise, and inheritance is the widest one")
                .check(all);
    }

    private static void onlyIn(JavaClasses all, String library, String... prefixes) {
        noClasses()
                .that(are(DescribedPredicate.describe(
                        "not in files beginning with " + List.of(prefixes),
                        (JavaClass owner) -> Arrays.stream(prefixes).noneMatch(fileOf(owner)::startsWith))))
                .should()
                .dependOnClassesThat(are(DescribedPredicate.describe(
                        "of " + library, (JavaClass other) -> other.getName().startsWith(library))))
                .because("a reader finds by the file's name which library it speaks to")
                .allowEmptyShould(true)
                .check(all);
    }

    private static void metersOnlyInMeters(JavaClasses all, String... exceptions) {
        noClasses()
                .that(are(DescribedPredicate.describe(
                        "not the room's Meters",
                        (JavaClass owner) -> !fileOf(owner).endsWith("Meters")
                                && !Arrays.asList(exceptions).contains(fileOf(owner)))))
                .should(access("create meters", HouseRules::createsAMeter))
                .because("one class of a room creates its meters and removes them on close")
                .allowEmptyShould(true)
                .check(all);
    }

    private static boolean createsAMeter(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        boolean ofMicrometer = METER_TYPES.contains(owner)
                || (owner.startsWith("io.micrometer.core.instrument.") && owner.endsWith("MeterRegistry"));
        boolean ofCore = owner.equals(InstanceMeters.class.getName());
        return (ofMicrometer || ofCore) && METER_CALLS.contains(access.getName());
    }

    private static void givenTimeAndThreads(JavaClasses all) {
        noClasses()
                .should(access("read the time or sleep by themselves", HouseRules::ownTime))
                .because("time comes from a Clock and waiting from a scheduler that tests can drive")
                .check(all);
        noClasses()
                .should(access("use the common pool", HouseRules::commonPool))
                .because("threads come from the executor that was given")
                .check(all);
    }

    private static boolean ownTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return switch (access.getName()) {
            case "sleep" -> owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit");
            case "nanoTime", "currentTimeMillis" -> owner.equals("java.lang.System");
            case "now" -> owner.startsWith("java.time.");
            default -> false;
        };
    }

    private static boolean commonPool(JavaAccess<?> access) {
        if (!access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && !access.getTargetOwner().getName().equals("java.util.concurrent.CompletionStage")) {
            return false;
        }
        boolean hasExecutor = access.getTarget() instanceof AccessTarget.MethodCallTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Executor.class));
        return access.getName().endsWith("Async") && !hasExecutor;
    }

    private static ArchCondition<JavaClass> access(
            String description, java.util.function.Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(found -> events.add(SimpleConditionEvent.satisfied(found, found.getDescription())));
            }
        };
    }

    private static String fileOf(JavaClass owner) {
        JavaClass top = owner;
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top.getSimpleName();
    }
}
