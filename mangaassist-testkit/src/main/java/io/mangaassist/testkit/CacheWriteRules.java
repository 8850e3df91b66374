package io.mangaassist.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * Rules for a team's own tests: a request handler must not wait for a cache. No write to Redis may be reachable from one,
 * neither one that blocks nor one whose future becomes part of the answer; not directly, and not through the team's
 * other classes.
 *
 * <pre>{@code
 * CacheWriteRules.requestsDoNotWaitForCacheWrites().check(new ClassFileImporter().importPackages("com.example.shop"));
 * }</pre>
 *
 * <p>Known are the writes of Lettuce (sync, async, reactive), Jedis, Redisson, Spring's {@code Cache}, its caching
 * annotations and the operations of Spring Data Redis; all by name, so that none of them need be there. Import the
 * team's classes, not the libraries': paths are followed through what was imported, through lambdas and to every
 * imported implementation. A write inside a task that is handed to an executor is found too, since an executor's queue
 * is seldom bounded; what is right as it is goes into ArchUnit's {@code archunit_ignore_patterns.txt}.
 *
 * <p>Needs {@code com.tngtech.archunit:archunit}, which the test kit does not bring along.
 */
public final class CacheWriteRules {

    private CacheWriteRules() {}

    /**
     * The rule for handlers that frameworks tell: methods with Spring's or JAX-RS' request annotations, AWS Lambda's
     * {@code handleRequest}, a servlet's {@code service} and {@code do...}, Spring's {@code HandlerFunction}.
     */
    public static ArchRule requestsDoNotWaitForCacheWrites() {
        return requestsDoNotWaitForCacheWrites(RequestHandlers.OF_FRAMEWORKS);
    }

    /**
     * The rule for handlers of one's own.
     *
     * @param handlers which methods answer requests; at least one of the imported methods must be one
     */
    public static ArchRule requestsDoNotWaitForCacheWrites(DescribedPredicate<? super JavaMethod> handlers) {
        return ArchRuleDefinition.methods()
                .that(handlers)
                .should(new CacheWriteCondition())
                .because("a cache is an optimisation: no answer waits for it");
    }

    /**
     * Both at once: the handlers that frameworks tell, and all public methods of some classes.
     *
     * @param classes which classes answer requests by their public methods
     */
    public static ArchRule requestsDoNotWaitForCacheWritesIn(DescribedPredicate<? super JavaClass> classes) {
        return CompositeArchRule.of(requestsDoNotWaitForCacheWrites(RequestHandlers.publicMethodsOf(classes)))
                .and(requestsDoNotWaitForCacheWrites().allowEmptyShould(true));
    }
}
