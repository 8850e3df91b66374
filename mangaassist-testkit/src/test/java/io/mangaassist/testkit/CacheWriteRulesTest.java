package io.mangaassist.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules find every planted offender and leave clean handlers alone. */
final class CacheWriteRulesTest {

    private static JavaClasses classes(Class<?>... team) {
        return new ClassFileImporter().importClasses(team);
    }

    private static List<String> findings(ArchRule rule, Class<?>... team) {
        EvaluationResult result = rule.evaluate(classes(team));
        return result.getFailureReport().getDetails();
    }

    private static List<String> findings(Class<?>... team) {
        return findings(CacheWriteRules.requestsDoNotWaitForCacheWrites(), team);
    }

    @Test
    void a_blocking_write_behind_an_interface_is_found_with_the_way_to_it() {
        List<String> found = findings(PlantedShop.Waits.class, PlantedShop.Store.class, PlantedShop.LettuceStore.class);

        assertThat(found)
                .singleElement()
                .asString()
                .contains("PlantedShop$Waits.ask(java.lang.String) reaches the cache write")
                .contains("io.lettuce.core.api.sync.RedisCommands.set at PlantedShop.java:")
                .contains("[Waits.ask -> LettuceStore.keep]")
                .contains("Call io.mangaassist.cache.CacheWriter.write(key, value) instead");
    }

    @Test
    void a_composed_write_is_found_though_nothing_blocks() {
        assertThat(findings(PlantedShop.Composes.class))
                .singleElement()
                .asString()
                .contains("composes its answer with the cache write io.lettuce.core.api.async.RedisAsyncCommands.set");
    }

    @Test
    void a_forgotten_future_is_no_fire_and_forget() {
        assertThat(findings(PlantedShop.Forgets.class))
                .singleElement()
                .asString()
                .contains("reaches the cache write io.lettuce.core.api.async.RedisAsyncCommands.set")
                .contains("the call itself can wait while a connection comes back");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jedis, redis.clients.jedis.Jedis.setex",
        "redisson, org.redisson.api.RBucket.set",
        "redissonComposed, org.redisson.api.RBucket.setAsync",
        "springCache, org.springframework.cache.Cache.put",
        "springCacheLoading, org.springframework.cache.Cache.get",
        "redisTemplate, org.springframework.data.redis.core.ValueOperations.set",
        "inATask, org.springframework.cache.Cache.put",
        "annotated, @org.springframework.cache.annotation.Cacheable"
    })
    void the_other_libraries_are_known(String handler, String write) {
        assertThat(findings(PlantedShop.AllOthers.class))
                .as("what was found of AllOthers")
                .filteredOn(found -> found.contains("$AllOthers." + handler + "("))
                .singleElement()
                .asString()
                .contains(" " + write + " at PlantedShop.java:");
    }

    @Test
    void reads_and_the_writer_are_clean() {
        assertThat(findings(PlantedShop.Clean.class)).isEmpty();
    }

    @Test
    void handlers_may_be_named_by_the_team() {
        ArchRule rule = CacheWriteRules.requestsDoNotWaitForCacheWrites(HasName.Predicates.name("warmUp"));
        assertThat(findings(rule, PlantedShop.Clean.class))
                .singleElement()
                .asString()
                .contains("Clean.warmUp()");

        ArchRule ofClasses = CacheWriteRules.requestsDoNotWaitForCacheWritesIn(simpleName("LettuceStore"));
        assertThat(findings(ofClasses, PlantedShop.LettuceStore.class)).hasSize(1);
    }

    @Test
    void a_rule_that_sees_no_handler_says_so() {
        ArchRule rule = CacheWriteRules.requestsDoNotWaitForCacheWrites();
        assertThatThrownBy(() -> rule.check(classes(PlantedShop.Store.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    @Test
    void a_build_fails_by_it() {
        ArchRule rule = CacheWriteRules.requestsDoNotWaitForCacheWrites();
        assertThatThrownBy(() -> rule.check(classes(PlantedShop.Forgets.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a cache is an optimisation: no answer waits for it");
    }
}
